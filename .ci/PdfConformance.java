// Judges PDF files by veraPDF, the reference validator: `java -cp JAR PdfConformance.java 2a,ua1 FILE…`.
//
// The jar that carries veraPDF's engine and rules lacks JAXB, which veraPDF needs only to read its
// profiles; so they are read here. Prints a line a file and standard, and the rules that a file
// breaks. Exit code 0: all conform.
import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

public class PdfConformance {
    static final Map<String, String> PROFILES = Map.of("2a", "PDFA-2A.xml", "2u", "PDFA-2U.xml", "ua1", "PDFUA-1.xml");

    public static void main(String[] words) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        var profiles = new LinkedHashMap<PDFAFlavour, ValidationProfile>();
        for (String name : words[0].split(",")) {
            var flavour = PDFAFlavour.fromString(name);
            profiles.put(flavour, profile(flavour, PROFILES.get(name)));
        }
        boolean all = true;
        for (String file : List.of(words).subList(1, words.length)) {
            for (var standard : profiles.entrySet()) {
                all &= conforms(file, standard.getKey(), standard.getValue());
            }
        }
        System.exit(all ? 0 : 1);
    }

    static boolean conforms(String file, PDFAFlavour flavour, ValidationProfile profile) throws Exception {
        try (var parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour);
             var validator = Foundries.defaultInstance().createValidator(profile, false)) {
            var result = validator.validate(parser);
            String verdict = result.isCompliant() ? "conforms" : "FAILS";
            System.out.printf("%s %s: %s (%d checks)%n", file, flavour, verdict, result.getTotalAssertions());
            result.getFailedChecks().forEach((rule, times) ->
                System.out.println("   " + rule.getClause() + "-" + rule.getTestNumber() + ", " + times + " times"));
            return result.isCompliant();
        }
    }

    static ValidationProfile profile(PDFAFlavour flavour, String resource) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Element root;
        try (var in = PDFAFlavour.class.getClassLoader().getResourceAsStream("org/verapdf/pdfa/validation/" + resource)) {
            root = factory.newDocumentBuilder().parse(in).getDocumentElement();
        }
        var rules = new LinkedHashSet<Rule>();
        for (Element rule : below(root, "rules", "rule")) {
            rules.add(rule(rule));
        }
        var variables = new LinkedHashSet<Variable>();
        for (Element v : below(root, "variables", "variable")) {
            variables.add(Profiles.variableFromValues(
                v.getAttribute("name"), v.getAttribute("object"), text(v, "defaultValue"), text(v, "value")));
        }
        var details = Profiles.profileDetailsFromValues(resource, "", "", new Date(0));
        return Profiles.profileFromValues(flavour, details, "", rules, variables);
    }

    static Rule rule(Element rule) {
        var id = children(rule, "id").get(0);
        var ruleId = Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
        var error = children(rule, "error").get(0);
        var arguments = new ArrayList<ErrorArgument>();
        for (Element argument : below(error, "arguments", "argument")) {
            String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), name, null));
        }
        Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(
            ruleId, rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
            text(rule, "description"), text(rule, "test"),
            Profiles.errorFromValues(text(error, "message"), arguments), List.of());
    }

    static List<Element> below(Element parent, String group, String name) {
        var found = new ArrayList<Element>();
        children(parent, group).forEach(each -> found.addAll(children(each, name)));
        return found;
    }

    static List<Element> children(Element parent, String name) {
        var found = new ArrayList<Element>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getLocalName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    static String text(Element parent, String name) {
        var found = children(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }
}
