package dev.wainwright.apiserver.rest;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.JsonLine;
import dev.wainwright.runtime.store.Page;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** A long list as JSON, some items at a time. */
final class ListParts implements Iterator<byte[]> {
    private static final int PART = 64 * 1024;
    private static final int ROOM = PART + 8 * 1024;

    private final View view;
    private final Page page;
    private final Iterator<KubeObject> items;
    private boolean begun;
    private boolean ended;

    ListParts(View view, Page page) {
        this.view = view;
        this.page = page;
        this.items = page.items().iterator();
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public byte[] next() {
        if (ended) {
            throw new NoSuchElementException();
        }
        var out = new JsonLine(ROOM);
        if (!begun) {
            begin(out);
        } else if (items.hasNext()) {
            out.next();
        }
        begun = true;
        while (items.hasNext() && out.size() < PART) {
            view.item(items.next(), out);
        }
        if (!items.hasNext()) {
            out.endSequence();
            out.endMapping();
            out.end();
            ended = true;
        }
        return out.toBytes();
    }

    private void begin(JsonLine out) {
        out.beginMapping();
        view.head(page).build().fields().forEach((name, value) -> {
            out.name(name);
            out.tree(value);
        });
        out.name("items");
        out.beginSequence();
    }
}
