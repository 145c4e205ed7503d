package dev.newsreel.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** A list of feeds as feed readers export it; http://opml.org/spec2.opml, read 2026-11-22. */
final class Opml {

  private Opml() {}

  /**
   * One feed of the list.
   *
   * @param title what the reader calls it; may be empty
   * @param url its address as written
   */
  record Outline(String title, String url) {}

  /**
   * Returns all outlines with an address, nested or not, in the order of the document.
   *
   * @throws IOException with a sentence when it is no OPML
   */
  static List<Outline> read(byte[] opml) throws IOException {
    Element root = parse(opml);
    if (!root.getTagName().toLowerCase(Locale.ROOT).equals("opml")) {
      throw new IOException("it is XML of the kind '" + root.getTagName() + "', not OPML");
    }
    List<Outline> outlines = new ArrayList<>();
    NodeList all = root.getElementsByTagName("outline");
    for (int i = 0; i < all.getLength(); i++) {
      NamedNodeMap attributes = all.item(i).getAttributes();
      String url = attribute(attributes, "xmlurl");
      if (!url.isEmpty()) {
        String title = attribute(attributes, "title");
        outlines.add(new Outline(title.isEmpty() ? attribute(attributes, "text") : title, url));
      }
    }
    return outlines;
  }

  private static Element parse(byte[] opml) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      // Without document types there are no entities, so nothing outside is read.
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setXIncludeAware(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(new ByteArrayInputStream(opml)).getDocumentElement();
    } catch (SAXParseException e) {
      throw new IOException(
          "it is no XML that can be read, see line " + e.getLineNumber() + ": " + e.getMessage(),
          e);
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException("it is no XML that can be read: " + e.getMessage(), e);
    }
  }

  // Exporters do not agree on the case of xmlUrl.
  private static String attribute(NamedNodeMap attributes, String name) {
    for (int i = 0; i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      if (attribute.getNodeName().toLowerCase(Locale.ROOT).equals(name)) {
        return attribute.getNodeValue().strip();
      }
    }
    return "";
  }
}
