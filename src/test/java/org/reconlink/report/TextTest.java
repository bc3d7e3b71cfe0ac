package org.reconlink.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void whateverTextSaysIsText() {
        assertThat(written(Element.of("p", "a < b & c > \"d\""))).isEqualTo("<p>a &lt; b &amp; c &gt; \"d\"</p>\n");
    }

    @Test
    void anAttributeCannotEndEarly() {
        assertThat(written(Element.of("td").with("class", "x\" onclick=\"y")))
                .isEqualTo("<td class=\"x&quot; onclick=&quot;y\"></td>");
    }

    @Test
    void whatXmlCannotHoldIsReplaced() {
        assertThat(written(new Text("a\u0000b\uD800c\tdé😀"))).isEqualTo("a\uFFFDb\uFFFDc\tdé😀");
    }

    private static String written(PagePart node) {
        StringBuilder out = new StringBuilder();
        node.writeTo(out);
        return out.toString();
    }
}
