package dev.wainwright.apiserver.rest;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.JsonLine;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.protobuf.ListWriter;
import dev.wainwright.apiserver.protobuf.WireWriter;
import dev.wainwright.runtime.store.Page;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** A long list as protobuf, some items at a time. */
final class ProtobufParts implements Iterator<byte[]> {
    private static final int PART = 64 * 1024;
    private static final int ROOM = PART + 8 * 1024;
    private static final int USUAL_ITEM = 3 * 1024;

    private final View view;
    private final Page page;
    private final ListWriter list;
    private final Iterator<KubeObject> items;
    private final JsonLine json = new JsonLine(USUAL_ITEM);
    private boolean begun;

    ProtobufParts(View view, Page page) {
        this.view = view;
        this.page = page;
        this.items = page.items().iterator();
        Tree.Mapping head = view.head(page).build();
        this.list = new ListWriter(head.text("apiVersion", ""), head.text("kind", ""), Json.bytes(head));
    }

    @Override
    public boolean hasNext() {
        return !begun || items.hasNext();
    }

    @Override
    public byte[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (!begun) {
            begun = true;
            return list.begin(measured());
        }
        var out = new WireWriter(ROOM);
        while (items.hasNext() && out.size() < PART) {
            add(items.next(), out);
        }
        return out.toBytes();
    }

    /** All items are written once more for that: to keep them would take as much memory as the answer. */
    private long measured() {
        long size = 0;
        var out = new WireWriter(ROOM);
        for (KubeObject item : page.items()) {
            out.clear();
            add(item, out);
            size += out.size();
        }
        return size;
    }

    private void add(KubeObject item, WireWriter out) {
        json.back(0);
        view.item(item, json);
        list.item(json.toBytes(), out);
    }
}
