package org.reconlink.linkage.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.Dictionary;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.PackedColumns.PackedColumn;
import org.reconlink.linkage.record.PackedId;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.record.Packing;
import org.reconlink.linkage.record.TableBuilder;
import org.reconlink.linkage.record.Transform.Sound;

class EngineComparisonsTest {
    private static final String LATIN = "ABCDE";
    private static final String BEYOND = "АБВГД";

    @Test
    void jaroWinklerFollowsItsDefinitionAtEveryLengthAndAlphabet() {
        Random random = new Random(11);
        Dictionary dictionary = new Dictionary();
        List<Double> thresholds = List.of(.01, .7, .92);
        List<JaroWinkler> all = thresholds.stream()
                .map(lowest -> new JaroWinkler(dictionary, lowest))
                .toList();
        for (int i = 0; i < 40_000; i++) {
            String left = text(random, 1 + random.nextInt(i % 4 == 0 ? 70 : 18), i % 50 == 0 ? BEYOND : LATIN);
            String right = i % 3 == 0 ? text(random, 1 + random.nextInt(18), LATIN) : damaged(left, random);
            if (left.equals(right)) {
                continue;
            }
            int l = dictionary.code(left);
            int r = dictionary.code(right);
            double naive = NaiveLevels.jaroWinkler(left, right);
            for (int each = 0; each < all.size(); each++) {
                double expected = naive >= thresholds.get(each) ? naive : 0;
                assertThat(all.get(each).similarity(l, r)).isEqualTo(expected);
                assertThat(all.get(each).similarity(r, l)).isEqualTo(expected);
                assertThat(all.get(each).mayBeSimilar(l, r) || expected == 0).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0A1", "0/1"})
    void oneCharacterOffIsADistanceOfOneInPackedIdentifiers(String alphabet) {
        Random random = new Random(12);
        int compared = 0;
        for (int i = 0; i < 100_000; i++) {
            String left = text(random, 1 + random.nextInt(13), alphabet) + (i % 5 == 0 ? "" : "A");
            String right = i % 2 == 0 ? text(random, 1 + random.nextInt(14), alphabet) : damaged(left, random);
            long l = PackedId.pack(left);
            long r = PackedId.pack(right);
            if (l != r && PackedId.comparable(l, r)) {
                compared++;
                assertThat(PackedId.oneOff(l, r)).isEqualTo(NaiveLevels.distance(left, right, true) == 1);
            }
        }
        assertThat(compared).isGreaterThan(20_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"99/12aZ", "ABCDEFGHIJ", "1", "2010/4468652G", "20104468652", "99/12345678z", "1/1/1/1/1/1//"})
    void packedIdentifiersAreReadBackWithAllTheirBeginnings(String text) {
        long packed = PackedId.pack(text);
        assertThat(packed).isPositive();
        assertThat(PackedId.text(packed)).isEqualTo(text);
        assertThat(PackedId.length(packed)).isEqualTo(text.length());
        for (int letters = 1; letters <= text.length() + 1; letters++) {
            String first = text.substring(0, Math.min(letters, text.length()));
            assertThat(PackedId.first(packed, letters)).isEqualTo(PackedId.pack(first));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABCDEFGHIJK", "2010/4468652GG", "99-12", "É1", "2010/446865\u00C9", "12345678901234"})
    void identifiersOfOtherShapesAreNotPacked(String text) {
        assertThat(PackedId.pack(text)).isEqualTo(Packing.NONE);
    }

    @ParameterizedTest
    @CsvSource({"CATHERINE, KATHRYN", "SMITH, SMYTHE", "STEVEN, STEPHEN", "PHILIP, FILLIP"})
    void namesThatSoundAlikeHaveOneSound(String left, String right) {
        assertThat(Sound.of(left)).isNotEmpty().isEqualTo(Sound.of(right));
    }

    @ParameterizedTest
    @CsvSource({"ЕЛЕНА", "李小龍", "''"})
    void aNameWithoutALatinLetterHasNoSound(String name) {
        assertThat(Sound.of(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            SW1A 1AA | sw1a1aa  | 1
            SW1A 1AA | SW1A 1AB | 2
            SW1A 1AA | SW1A 2AA | 3
            SW1A 1AA | SW1 1AA  | 4
            SW1A 1AA | SW2 1AA  | 4
            SW1A 1AA | S1 1AA   | 5
            S1 1AA   | S11 1AA  | 4
            SW1A     | SW1A     | 1
            SW1A     | SW1A 1AA | 5
            -        | SW1A 1AA | 0
            """)
    void postcodesShareUnitSectorDistrictOrArea(String left, String right, int level) {
        assertThat(level(ColumnKind.POSTCODE, EngineComparisons.postcode("x"), left, right))
                .isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            WILLIAM      | WILLIAM | 1
            WILLIAM      | BILL    | 2
            BILL         | WILL    | 2
            W            | WILLIAM | 3
            SMITH-JONES  | JONES   | 4
            SMITH JONES  | BROWN   | 5
            SMITH        | BROWN   | 5
            -            | BROWN   | 0
            """)
    void textsReachTheFirstLevelThatHolds(String left, String right, int level) {
        EngineComparison comparison = EngineComparisons.text(
                "x",
                List.of(
                        TextLevels.sameIn("short form", List.of(Set.of("WILLIAM", "BILL", "WILL"), Set.of("ANN"))),
                        TextLevels.initial(),
                        TextLevels.sharedPart()));
        assertThat(comparison.labels())
                .containsExactly("missing", "exact", "short form", "initial", "shared part", "different");
        assertThat(level(ColumnKind.NAME, comparison, left, right)).isEqualTo(level);
    }

    @Test
    void aComparisonOfAnotherKindOfColumnIsRefused() {
        PackedColumns columns = new PackedColumns(List.of(new PackedColumn("birth", ColumnKind.DATE)));
        assertThatThrownBy(() -> EngineComparisons.postcode("birth").on(columns))
                .hasMessage("a postcode comparison needs a column of [POSTCODE], and birth is of DATE");
        assertThatThrownBy(() -> EngineComparisons.exact("death").on(columns))
                .hasMessage("there is no column death; there are [birth]");
    }

    @Test
    void thresholdsThatDoNotFallAreRefused() {
        assertThatThrownBy(() -> EngineComparisons.jaroWinkler("name", .8, .9))
                .hasMessage("similarity thresholds fall between 1 and 0, unlike [0.8, 0.9]; write the closest first");
    }

    private static int level(ColumnKind kind, EngineComparison comparison, String left, String right) {
        PackedColumns columns = new PackedColumns(List.of(new PackedColumn("x", kind)));
        TableBuilder builder = columns.table();
        builder.set(0, left);
        builder.endRow();
        builder.set(0, right);
        builder.endRow();
        long[] words = new long[2];
        PackedTable table = builder.build();
        table.copyRow(0, words, 0);
        table.copyRow(1, words, 1);
        return comparison.on(columns).level(words, 0, words, 1);
    }

    private static String text(Random random, int length, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static String damaged(String text, Random random) {
        int at = random.nextInt(text.length());
        char letter = text.charAt(random.nextInt(text.length()));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + letter + text.substring(at);
            case 1 -> text.length() > 1 ? text.substring(0, at) + text.substring(at + 1) : text + letter;
            case 2 -> text.substring(0, at) + letter + text.substring(at + 1);
            default ->
                at + 1 < text.length()
                        ? text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2)
                        : text;
        };
    }
}
