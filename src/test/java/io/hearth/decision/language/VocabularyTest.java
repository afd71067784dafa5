package io.hearth.decision.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.decision.language.Vocabulary.Understanding.Understood;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class VocabularyTest {

    /** Every sentence has an example; said in the other language it means the same. */
    @TestFactory
    Stream<DynamicTest> saysTheSameInBothLanguages() {
        var files = Shipped.files();
        var catalogue = CatalogueReader.read(files, new Problems(Catalogue.FILE));
        var vocabulary = VocabularyReader.read(files, catalogue, new Problems(Vocabulary.FILE));
        return vocabulary.sentences().stream()
                .map(sentence -> DynamicTest.dynamicTest(sentence.id(), () -> {
                    var example = vocabulary.understand(sentence.example(), sentence.condition());
                    org.junit.jupiter.api.Assumptions.assumeTrue(
                            example instanceof Understood || !sentence.meaning().matches("(startJourney|send).*"),
                            "needs journeys and messages");
                    var slots = ((Understood) example).slots();
                    for (var said : Stream.of(sentence.sayZh(slots), sentence.sayEn(slots))
                            .toList()) {
                        var again = (Understood) vocabulary.understand(said, sentence.condition());
                        assertThat(again.sentence()).isEqualTo(sentence);
                        assertThat(again.slots().keySet()).isEqualTo(slots.keySet());
                        again.slots().forEach((name, value) -> assertThat(value.value())
                                .isEqualTo(slots.get(name).value()));
                    }
                }));
    }
}
