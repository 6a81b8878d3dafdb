package dev.wainwright.apiserver.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Faults of ours that requests ran into: each is told on standard error with its stack, once, however often it comes. */
final class Faults {
    private static final int MOST = 100;

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    void happened(String method, String path, Throwable fault) {
        StackTraceElement[] stack = fault.getStackTrace();
        String place = fault.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
        if (told.size() < MOST && told.add(place)) {
            System.err.println("error: this is a fault in wain, which " + method + ' ' + path + " ran into: " + fault);
            fault.printStackTrace();
        }
    }
}
