package dev.wainwright.api.meta;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where in the document a record component lives, when that is not the field of the same name: a dotted path from the
 * record's own place. Lets a pod keep {@code spec.nodeName} outside of the spec that it shares with its siblings.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface At {
    String value();
}
