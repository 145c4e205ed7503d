package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TitlesTest {

  private static final String ID = JobIds.next(0, 1);

  private static VideoJob titled(String title) {
    Article article = new Article(title, "", null, null, null, null);
    return VideoJob.accept(ID, article, Options.NONE, TestClock.START);
  }

  @Test
  void endWithTheJobsId() {
    assertThat(Titles.of(titled("Ferries return"))).isEqualTo("Ferries return [" + ID + "]");
  }

  @Test
  void preferTheScriptsTitle() {
    VideoJob job = titled("Ferries return").with(d -> d.script = SampleJobs.SCRIPT);

    assertThat(Titles.of(job)).startsWith("Ferries are back [");
  }

  @Test
  void areCutToAHundredCharactersAndKeepTheId() {
    String title = Titles.of(titled("word ".repeat(60)));

    assertThat(title).hasSizeLessThanOrEqualTo(100).endsWith("word [" + ID + "]");
  }

  @Test
  void areNeverCutInTheMiddleOfACharacter() {
    for (int before = 60; before < 75; before++) {
      String title = Titles.of(titled("a".repeat(before) + "\uD83D\uDE00".repeat(10)));

      assertThat(title.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF)).isEmpty();
    }
  }

  @Test
  void haveNoLineBreaksAndNoInvisibleCharacters() {
    String title = Titles.of(titled(" Ferries\r\n\treturn\u202E \u200Bsoon\u0000 "));

    assertThat(title).startsWith("Ferries return soon [");
  }

  @Test
  void tellWhetherAProvidersTitleIsThisJobs() {
    assertThat(Titles.names("Ferries return [" + ID + "]", ID)).isTrue();
    assertThat(Titles.names(null, ID)).isTrue();
    assertThat(Titles.names("Ferries return [" + JobIds.next(0, 1) + "]", ID)).isFalse();
  }
}
