package dev.wainwright.apiserver.table;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.wainwright.api.tree.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The cells of one object in the making. */
final class Row {
    private final List<Tree> cells = new ArrayList<>();
    private final Part object;
    private final Instant now;

    Row(Part object, Instant now) {
        this.object = object;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    @CanIgnoreReturnValue
    Row text(String value) {
        return cell(Tree.text(value));
    }

    @CanIgnoreReturnValue
    Row number(long value) {
        return cell(Tree.number(value));
    }

    @CanIgnoreReturnValue
    Row flag(boolean value) {
        return cell(new Tree.Bool(value, 0));
    }

    @CanIgnoreReturnValue
    Row cell(Tree value) {
        cells.add(value);
        return this;
    }

    @CanIgnoreReturnValue
    Row name() {
        return text(object.at("metadata").text("name"));
    }

    /** Since the object was created. */
    @CanIgnoreReturnValue
    Row age() {
        return since(object.at("metadata").text("creationTimestamp"));
    }

    @CanIgnoreReturnValue
    Row since(String time) {
        return text(Ages.since(time, now));
    }

    /** When the object was created, for kinds without columns of their own. */
    @CanIgnoreReturnValue
    Row created() {
        return text(object.at("metadata").text("creationTimestamp"));
    }

    List<Tree> cells() {
        return List.copyOf(cells);
    }
}
