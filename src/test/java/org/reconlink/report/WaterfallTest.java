package org.reconlink.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.RecordId;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.CandidatePair.ComparedField;
import org.reconlink.linkage.study.CandidatePair.Decision;
import org.reconlink.linkage.study.LinkageDiagnostics;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.linkage.study.PersonId;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class WaterfallTest {
    private static final ParticipantId ID = new ParticipantId("P<1>");

    @TempDir
    private Path folder;

    @Test
    void everyStepIsNamedWithItsBits() throws Exception {
        assertThat(texts(draw(pair(Decision.REVIEW, 0.875))))
                .containsSubsequence(
                        "Match weights of participant P<1>",
                        "Review: pnc-1.csv, row 9",
                        "Between the two thresholds",
                        "Prior",
                        "before any comparison",
                        "−10.0",
                        "Name",
                        "exact",
                        "+17.1",
                        "how rare the value is",
                        "−2.0",
                        "PNC id",
                        "missing",
                        "0.0",
                        "Date of birth",
                        "different",
                        "−3.0",
                        "Everyone else",
                        "+0.7",
                        "Sum",
                        "probability 0.8750",
                        "+2.8");
    }

    @Test
    void eachStepBeginsWhereTheLastOneEndedAndPointsByItsSign() throws Exception {
        List<Element> bars = elements(draw(pair(Decision.LINK, 0.875)), "rect").stream()
                .filter(rect -> !rect.getAttribute("class").equals("paper"))
                .toList();
        assertThat(bars)
                .extracting(bar -> bar.getAttribute("class"))
                .containsExactly("against", "for", "against", "against", "for", "sum");
        for (int i = 1; i < bars.size() - 1; i++) {
            double lastEnd = isFor(bars.get(i - 1)) ? right(bars.get(i - 1)) : left(bars.get(i - 1));
            double begin = isFor(bars.get(i)) ? left(bars.get(i)) : right(bars.get(i));
            assertThat(begin).isCloseTo(lastEnd, org.assertj.core.api.Assertions.within(0.21));
        }
    }

    @Test
    void nonLinksAreDrawnOnlyWhereNothingElseIsKept() throws Exception {
        assertThat(texts(draw(pair(Decision.LINK, 0.99), pair(Decision.NON_LINK, 0.6))))
                .contains("Link: pnc-1.csv, row 9")
                .doesNotContain("Non link: pnc-1.csv, row 9");
        assertThat(texts(draw(pair(Decision.NON_LINK, 0.6)))).contains("Non link: pnc-1.csv, row 9");
    }

    @Test
    void aParticipantWithoutPairsIsSaidToHaveNone() throws Exception {
        assertThat(texts(draw())).contains("No pair of this participant was kept.");
    }

    @Test
    void certaintyIsNeverClaimed() throws Exception {
        assertThat(texts(draw(pair(Decision.LINK, 1)))).contains("probability over 0.9999");
        assertThat(texts(draw(pair(Decision.REVIEW, 1e-7)))).contains("probability under 0.0001");
    }

    @Test
    void thePictureNeedsNothingFromElsewhereAndComesOutTheSame() throws Exception {
        String once = Files.readString(draw(pair(Decision.LINK, 0.99)));
        assertThat(once.replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
                .doesNotContain("http:", "https:", "url(", "@import", "<script", "1981/0000034U");
        assertThat(Files.readString(draw(pair(Decision.LINK, 0.99)))).isEqualTo(once);
    }

    private Path draw(CandidatePair... pairs) throws IOException {
        Path file = folder.resolve("waterfall.svg");
        LinkageDiagnostics diagnostics = new LinkageDiagnostics(0.5, List.of(), List.of(), List.of());
        Waterfall.write(
                file, ID, new LinkageResult(List.of(pairs), List.of(), Map.of(), 1, 1, 1024, "a model", diagnostics));
        return file;
    }

    private static CandidatePair pair(Decision decision, double probability) {
        return new CandidatePair(
                ID,
                new PersonId("1981/0000034U"),
                new RecordId("pnc-1.csv", null, 9),
                List.of("pnc id"),
                List.of(
                        new ComparedField("name", "exact", 17.1, -2),
                        new ComparedField("pnc id", "missing", 0, 0),
                        new ComparedField("date of birth", "different", -3, 0)),
                12.1,
                probability,
                decision,
                "between the two thresholds");
    }

    private static boolean isFor(Element bar) {
        return bar.getAttribute("class").equals("for");
    }

    private static double left(Element bar) {
        return Double.parseDouble(bar.getAttribute("x"));
    }

    private static double right(Element bar) {
        return left(bar) + Double.parseDouble(bar.getAttribute("width"));
    }

    private static List<String> texts(Path svg) throws Exception {
        return elements(svg, "text").stream().map(Element::getTextContent).toList();
    }

    private static List<Element> elements(Path svg, String tag) throws Exception {
        NodeList found = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(svg.toFile())
                .getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
