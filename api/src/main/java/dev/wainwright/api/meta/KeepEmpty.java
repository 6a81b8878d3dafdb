package dev.wainwright.api.meta;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a text that documents have even when it is empty, because Kubernetes' schema requires it and clients count on that; other empty
 * texts are left out.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface KeepEmpty {
    /** On a list of records: which of their texts. */
    String value() default "";
}
