package dev.wainwright.cluster.admission;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.cluster.store.Admission;
import dev.wainwright.runtime.store.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several admissions, each upon what the one before has made of the object. */
public record Admissions(List<Admission> steps) implements Admission {
    public Admissions {
        steps = List.copyOf(steps);
    }

    @Override
    public Result<KubeObject> admit(@Nullable KubeObject before, KubeObject object) {
        Result<KubeObject> result = Result.ok(object);
        for (Admission step : steps) {
            result = result.then(each -> step.admit(before, each));
        }
        return result;
    }
}
