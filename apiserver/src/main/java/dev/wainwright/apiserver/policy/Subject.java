package dev.wainwright.apiserver.policy;

import com.google.protobuf.NullValue;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.cel.Values;
import java.util.Optional;

/** {@code object} and {@code oldObject} as expressions see them. */
record Subject(Object object, Object oldObject) {
    static Subject of(Optional<Tree.Mapping> after, Optional<Tree.Mapping> before) {
        return new Subject(value(after), value(before));
    }

    static Object value(Optional<Tree.Mapping> document) {
        return document.<Object>map(Values::plain).orElse(NullValue.NULL_VALUE);
    }
}
