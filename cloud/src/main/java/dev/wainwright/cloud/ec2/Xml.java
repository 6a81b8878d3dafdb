package dev.wainwright.cloud.ec2;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An element of an answer: EC2's XML has no attributes that matter and either text or children. What is absent is empty. */
public final class Xml {
    private static final Xml ABSENT = new Xml("");

    private final String name;
    private final List<Xml> children = new ArrayList<>();
    private String text = "";

    private Xml(String name) {
        this.name = name;
    }

    static Xml parse(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        XMLStreamReader reader = factory.createXMLStreamReader(in);
        reader.nextTag();
        return element(reader);
    }

    private static Xml element(XMLStreamReader reader) throws XMLStreamException {
        var element = new Xml(reader.getLocalName());
        var text = new StringBuilder();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> element.children.add(element(reader));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    element.text = text.toString().strip();
                    return element;
                }
                default -> {
                    // Comments and the like.
                }
            }
        }
    }

    public String name() {
        return name;
    }

    /** The text of this element. */
    public String text() {
        return text;
    }

    /** The first child of that name. */
    public Xml child(String childName) {
        for (Xml child : children) {
            if (child.name.equals(childName)) {
                return child;
            }
        }
        return ABSENT;
    }

    /** What a list element holds; EC2 calls the entries {@code item} or {@code member}. */
    public List<Xml> items() {
        return Collections.unmodifiableList(children);
    }

    public String text(String childName) {
        return child(childName).text();
    }

    /** The texts of a list child. */
    public List<String> texts(String childName) {
        return child(childName).items().stream().map(Xml::text).toList();
    }

    public boolean truth(String childName) {
        return text(childName).equals("true");
    }

    /** 0 when absent; throws {@link Ec2Exception} when it is there and no number. */
    public double number(String childName) {
        String digits = text(childName);
        try {
            return digits.isEmpty() ? 0 : Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            throw new Ec2Exception(
                    "the answer says <%s>%s</%s> where a number belongs".formatted(childName, digits, childName));
        }
    }

    public int count(String childName) {
        return (int) number(childName);
    }
}
