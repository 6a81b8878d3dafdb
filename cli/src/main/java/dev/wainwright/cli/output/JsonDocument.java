package dev.wainwright.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/** Indented JSON; arrays of texts stay on one line. */
final class JsonDocument implements Document {
    private final OutputStream out;
    private final JsonGenerator json;

    JsonDocument(OutputStream out) {
        this.out = out;
        var printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try {
            json = new JsonFactory()
                    .createGenerator(out)
                    .setPrettyPrinter(printer)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beginObject() {
        write(JsonGenerator::writeStartObject);
    }

    @Override
    public void endObject() {
        write(JsonGenerator::writeEndObject);
    }

    @Override
    public void beginArray() {
        write(JsonGenerator::writeStartArray);
    }

    @Override
    public void endArray() {
        write(JsonGenerator::writeEndArray);
    }

    @Override
    public Document key(String name) {
        write(generator -> generator.writeFieldName(name));
        return this;
    }

    @Override
    public void text(String value) {
        write(generator -> generator.writeString(value));
    }

    @Override
    public void number(BigDecimal value) {
        write(generator -> generator.writeNumber(value));
    }

    @Override
    public void truth(boolean value) {
        write(generator -> generator.writeBoolean(value));
    }

    @Override
    public void nothing() {
        write(JsonGenerator::writeNull);
    }

    @Override
    public void end() {
        write(JsonGenerator::close);
        try {
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Step step) {
        try {
            step.on(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A call that may fail for want of disk. */
    private interface Step {
        void on(JsonGenerator generator) throws IOException;
    }
}
