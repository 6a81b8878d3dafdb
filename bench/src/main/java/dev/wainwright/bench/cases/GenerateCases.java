package dev.wainwright.bench.cases;

import java.io.IOException;
import java.nio.file.Path;

/** Writes cases into a folder: {@code GenerateCases FOLDER CASES_PER_KIND [FIRST_SEED]}. */
public final class GenerateCases {
    private GenerateCases() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int perKind = Integer.parseInt(arguments[1]);
        long first = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
        for (CaseKind kind : CaseKind.values()) {
            for (long seed = first; seed < first + perKind; seed++) {
                kind.make(seed).write(folder);
            }
        }
    }
}
