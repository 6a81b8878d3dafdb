package dev.wainwright.api.tree;

import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** YAML events to trees, with anchors, aliases and merge keys. */
final class YamlComposer {
    /** How many nodes aliases may stand for in one document: plenty for people, too few for a billion laughs. */
    private static final int MOST_NODES_BY_ALIAS = 100_000;

    private static final String MERGE = "<<";
    private static final String TEXT_TAG = "tag:yaml.org,2002:str";

    private final ParserImpl parser;
    private final Scalars scalars;
    private final int linesBefore;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int nodes;
    private int nodesByAlias;

    private record Anchored(Tree tree, int nodes) {}

    private YamlComposer(ParserImpl parser, Scalars scalars, int linesBefore) {
        this.parser = parser;
        this.scalars = scalars;
        this.linesBefore = linesBefore;
    }

    /** Reads all documents in {@code source}, the first of which has number {@code first}; returns how many there were. */
    static int read(Reader source, int linesBefore, int first, Scalars scalars, DocumentHandler handler) {
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        int document = first;
        try {
            var parser = new ParserImpl(settings, new StreamReader(settings, source));
            var composer = new YamlComposer(parser, scalars, linesBefore);
            while (parser.hasNext()) {
                if (parser.next().getEventId() == Event.ID.DocumentStart) {
                    composer.document(handler, document);
                    document++;
                }
            }
            return document - first;
        } catch (MarkedYamlEngineException e) {
            int line =
                    e.getProblemMark().or(e::getContextMark).map(Mark::getLine).orElse(0);
            handler.trouble(document, linesBefore + line + 1, "not valid YAML: " + problem(e));
        } catch (YamlEngineException e) {
            handler.trouble(document, linesBefore + 1, "not valid YAML: " + e.getMessage());
        } catch (Unreadable e) {
            handler.trouble(document, e.line(), e.text());
        }
        return document + 1 - first;
    }

    private static String problem(MarkedYamlEngineException e) {
        String context = e.getContext();
        return context == null ? e.getProblem() : e.getProblem() + " (" + context + ")";
    }

    private void document(DocumentHandler handler, int document) {
        anchors.clear();
        nodes = 0;
        nodesByAlias = 0;
        Event event = parser.next();
        if (event.getEventId() == Event.ID.MappingStart) {
            topLevel(event, handler, document);
        } else if (!(node(event, 0) instanceof Tree.Null)) {
            boolean list = event.getEventId() == Event.ID.SequenceStart;
            throw new Unreadable(
                    line(event),
                    "a Kubernetes object is a mapping with apiVersion and kind, this is "
                            + (list ? "a sequence: use kind List" : "plain text"));
        }
    }

    private void topLevel(Event start, DocumentHandler handler, int document) {
        var top = new TopLevel(handler, document, line(start));
        List<Tree> merges = new ArrayList<>(0);
        for (Event key = parser.next(); key.getEventId() != Event.ID.MappingEnd; key = parser.next()) {
            if (isMerge(key)) {
                merges.add(node(parser.next(), 1));
                continue;
            }
            String name = name(key);
            if (top.has(name)) {
                throw Scalars.duplicate(name, line(key));
            }
            Event value = parser.next();
            if (value.getEventId() == Event.ID.SequenceStart && top.streams(name)) {
                top.beginItems(line(key));
                for (Event item = parser.next(); item.getEventId() != Event.ID.SequenceEnd; item = parser.next()) {
                    top.item(node(item, 2));
                }
            } else {
                top.field(name, node(value, 1));
            }
        }
        for (Tree merged : merges) {
            merge(merged, line(start), top::field);
        }
        top.end();
    }

    private Tree node(Event event, int depth) {
        if (depth > Scalars.MAX_DEPTH) {
            throw new Unreadable(line(event), "the document is nested deeper than " + Scalars.MAX_DEPTH + " levels");
        }
        if (event instanceof AliasEvent alias) {
            return alias(alias);
        }
        int before = nodes++;
        Tree tree = switch (event.getEventId()) {
            case MappingStart -> mapping(event, depth);
            case SequenceStart -> sequence(event, depth);
            default -> scalar((ScalarEvent) event);
        };
        var anchor = ((NodeEvent) event).getAnchor();
        if (anchor.isPresent()) {
            anchors.put(anchor.get().getValue(), new Anchored(tree, nodes - before));
        }
        return tree;
    }

    private Tree alias(AliasEvent alias) {
        Anchored target = anchors.get(alias.getAlias().getValue());
        if (target == null) {
            throw new Unreadable(line(alias), "the alias *" + alias.getAlias() + " names no anchor above it");
        }
        nodes += target.nodes();
        nodesByAlias += target.nodes();
        if (nodesByAlias > MOST_NODES_BY_ALIAS) {
            throw new Unreadable(
                    line(alias), "the aliases of this document stand for more than " + MOST_NODES_BY_ALIAS + " values");
        }
        return target.tree();
    }

    private Tree.Mapping mapping(Event start, int depth) {
        var fields = new Fields();
        List<Tree> merges = new ArrayList<>(0);
        for (Event key = parser.next(); key.getEventId() != Event.ID.MappingEnd; key = parser.next()) {
            if (isMerge(key)) {
                merges.add(node(parser.next(), depth + 1));
                continue;
            }
            String name = name(key);
            if (!fields.add(name, node(parser.next(), depth + 1))) {
                throw Scalars.duplicate(name, line(key));
            }
        }
        for (Tree merged : merges) {
            merge(merged, line(start), fields::add);
        }
        return fields.build(line(start));
    }

    /** What receives merged fields; it keeps what it has. */
    private interface Target {
        boolean add(String name, Tree value);
    }

    private static void merge(Tree merged, int line, Target target) {
        switch (merged) {
            case Tree.Mapping mapping -> mapping.fields().forEach(target::add);
            case Tree.Sequence sequence -> {
                for (Tree item : sequence.items()) {
                    if (!(item instanceof Tree.Mapping)) {
                        throw notMergeable(line);
                    }
                    merge(item, line, target);
                }
            }
            default -> throw notMergeable(line);
        }
    }

    private static Unreadable notMergeable(int line) {
        return new Unreadable(line, "the merge key << needs a mapping or a list of mappings");
    }

    private Tree sequence(Event start, int depth) {
        var items = new ArrayList<Tree>();
        for (Event item = parser.next(); item.getEventId() != Event.ID.SequenceEnd; item = parser.next()) {
            items.add(node(item, depth + 1));
        }
        return new Tree.Sequence(items, line(start));
    }

    private Tree scalar(ScalarEvent scalar) {
        int line = line(scalar);
        String text = scalar.getValue();
        // The engine leaves the text of a plain scalar to be resolved, and that of all others as it is.
        boolean resolved = scalar.getTag().isPresent()
                ? !TEXT_TAG.equals(scalar.getTag().get())
                        && !"!".equals(scalar.getTag().get())
                : scalar.isPlain();
        return resolved ? YamlScalars.resolve(scalars.value(text), line) : new Tree.Text(scalars.value(text), line);
    }

    private static boolean isMerge(Event key) {
        return key instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getValue().equals(MERGE);
    }

    private String name(Event key) {
        Tree name = key instanceof ScalarEvent scalar ? scalar(scalar) : node(key, 1);
        return switch (name) {
            case Tree.Text text -> text.value();
            case Tree.Bool bool -> Boolean.toString(bool.value());
            case Tree.Numeral number -> number.value().toPlainString();
            case Tree.Null nothing -> throw new Unreadable(nothing.line(), "a field has no name");
            case Tree.Mapping mapping ->
                throw new Unreadable(mapping.line(), "a field's name must be text, not a mapping");
            case Tree.Sequence list -> throw new Unreadable(list.line(), "a field's name must be text, not a sequence");
        };
    }

    private int line(Event event) {
        return linesBefore + event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
