package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.Article;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "''                  | ''                      | no_text",
        "' '                 | ' '                     | no_text",
        "Comments            | ''                      | too_short",
        "- ! ? - ! ? - ! ? - | * * * * * * * * * * * * | too_short",
        "Bridge opened       | by the mayor today      | -",
        "''                  | The town has opened it. | -"
      })
  void refusesWhatHasTooLittleToSay(String title, String text, String reason) {
    Article article = new Article(title, text, null, null, null, null);
    Entry entry = new Entry(article, List.of("h:1"), null, "hash");

    assertThat(new Verdicts(15).refusal(entry)).isEqualTo(reason);
  }
}
