package org.reconlink.linkage;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.BlockingField.Facet;

/**
 * The participants by blocking key: the small side is indexed, the large side streams past it.
 *
 * <p>The index of a rule is a tree with one storey a term, so that most identities are turned away by their first.
 */
final class Blocking {
    private final List<BlockingRule> rules;
    private final List<Node> roots = new ArrayList<>();

    /** Where the values of the fields so far lead to; participants stand at the last storey only. */
    private static final class Node {
        final Map<Object, Node> next = new HashMap<>();
        final IntArrayList participants = new IntArrayList();

        int most() {
            return Math.max(
                    participants.size(),
                    next.values().stream().mapToInt(Node::most).max().orElse(0));
        }
    }

    Blocking(List<BlockingRule> rules, List<Subject> subjects) {
        this.rules = List.copyOf(rules);
        for (BlockingRule rule : rules) {
            Node root = new Node();
            for (int i = 0; i < subjects.size(); i++) {
                for (List<Object> key : rule.keys(subjects.get(i))) {
                    Node node = root;
                    for (Object value : key) {
                        node = node.next.computeIfAbsent(value, v -> new Node());
                    }
                    node.participants.add(i);
                }
            }
            roots.add(root);
        }
    }

    /** How many participants the greatest block of a rule holds. */
    int mostInABlock(int rule) {
        return roots.get(rule).most();
    }

    /** Sets {@code found} to every participant that a rule pairs with an identity. */
    void find(Subject identity, Found found) {
        found.clear();
        for (int rule = 0; rule < rules.size(); rule++) {
            int number = rule;
            Node root = roots.get(rule);
            List<BlockingTerm> terms = rules.get(rule).terms();
            rules.get(rule).forEachFacet(identity, facet -> {
                Node end = follow(root, terms, facet);
                if (end != null) {
                    found.add(number, end.participants);
                }
            });
        }
    }

    private static @Nullable Node follow(Node root, List<BlockingTerm> terms, Facet facet) {
        Node node = root;
        for (int i = 0; i < terms.size() && node != null; i++) {
            Object value = terms.get(i).ofIdentity().apply(facet);
            node = value == null ? null : node.next.get(value);
        }
        return node;
    }

    /** The participants found for one identity, each once, with the set of rules that found it. */
    static final class Found {
        private final long[] rulesOf;
        private final IntArrayList participants = new IntArrayList();

        Found(int numberOfParticipants) {
            rulesOf = new long[numberOfParticipants];
        }

        private void clear() {
            for (int i = 0; i < participants.size(); i++) {
                rulesOf[participants.getInt(i)] = 0;
            }
            participants.clear();
        }

        private void add(int rule, IntList hits) {
            for (int i = 0; i < hits.size(); i++) {
                int participant = hits.getInt(i);
                if (rulesOf[participant] == 0) {
                    participants.add(participant);
                }
                rulesOf[participant] |= 1L << rule;
            }
        }

        IntList participants() {
            return participants;
        }

        /** Bit r is set if rule r found the participant. */
        long rulesOf(int participant) {
            return rulesOf[participant];
        }
    }
}
