package id.lapor.visibility;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A form of a page as somebody sends it who answers everything it asks. */
final class Filled {

  private static final String WORDS = "Alasan yang cukup panjang untuk ini";

  private Filled() {}

  static MockHttpServletRequestBuilder in(Element form, Element button, String address) {
    MockHttpServletRequestBuilder request = post(URI.create(address));
    Set<String> chosen = new HashSet<>();
    for (Element field : form.select("input, textarea, select")) {
      String name = field.attr("name");
      if (name.isEmpty() || name.equals("_csrf")) {
        continue;
      }
      switch (field.attr("type")) {
        case "file", "submit" -> {}
        case "radio" -> {
          if (chosen.add(name)) {
            request.param(name, field.attr("value"));
          }
        }
        case "checkbox" -> request.param(name, field.hasAttr("value") ? field.val() : "on");
        default -> request.param(name, value(field));
      }
    }
    if (!button.attr("name").isEmpty()) {
      request.param(button.attr("name"), button.attr("value"));
    }
    return request;
  }

  private static String value(Element field) {
    if (field.nameIs("select")) {
      return field.select("option").stream()
          .map(Element::val)
          .filter(v -> !v.isBlank())
          .findFirst()
          .orElse("");
    }
    if (!field.val().isBlank()) {
      return field.val();
    }
    return switch (field.attr("type")) {
      case "date" -> "2026-03-02";
      case "email" -> "baru@contoh.example";
      case "tel" -> "081288887777";
      case "number" -> field.hasAttr("min") ? field.attr("min") : "1";
      case "time" -> "08:00";
      case "hidden" -> "";
      default -> WORDS;
    };
  }
}
