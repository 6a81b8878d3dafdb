package dev.wainwright.cluster.gc;

import dev.wainwright.api.Kind;
import dev.wainwright.runtime.store.ObjectKey;

/** An object of any kind, by name. */
record ObjectRef(Kind kind, ObjectKey key) {}
