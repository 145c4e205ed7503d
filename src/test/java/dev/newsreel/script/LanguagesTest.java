package dev.newsreel.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {

  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry(
              "en",
              "The ferries of the harbour sail again from today, and everybody in the town is glad"
                  + " about it. The tickets cost as much as they did before the winter."),
          Map.entry(
              "de",
              "Die Fähren im Hafen fahren seit heute wieder, und alle in der Stadt sind froh darüber."
                  + " Die Karten kosten noch so viel wie vor dem Winter."),
          Map.entry(
              "fr",
              "Les ferries du port reprennent la mer dès aujourd'hui, et tout le monde dans la ville"
                  + " en est heureux. Le prix des billets est le même que celui de l'hiver."),
          Map.entry(
              "es",
              "Los transbordadores del puerto vuelven a navegar desde hoy, y en la ciudad todos están"
                  + " contentos con la noticia. El precio de los billetes es el mismo que en invierno."),
          Map.entry(
              "pl",
              "Promy w porcie znowu pływają od dziś i wszyscy w mieście się z tego cieszą."
                  + " Bilety są tak samo drogie jak przed zimą, mówi kapitan, który na to czekał."),
          Map.entry(
              "ru", "Паромы в гавани снова ходят с сегодняшнего дня, и весь город этому рад."),
          Map.entry("ar", "عادت العبارات إلى الميناء اليوم، والجميع في المدينة سعداء بذلك."),
          Map.entry("zh", "港口的渡轮从今天起恢复航行，全城的人都为此感到高兴。船票价格和冬天以前一样。"),
          Map.entry("ja", "港のフェリーは今日から再び運航し、町の人々はみな喜んでいます。切符の値段は冬の前と同じです。"),
          Map.entry("ko", "항구의 여객선이 오늘부터 다시 운항하며 도시의 모든 사람이 기뻐하고 있습니다."),
          Map.entry(
              "th", "เรือข้ามฟากของท่าเรือกลับมาแล่นอีกครั้งตั้งแต่วันนี้ และทุกคนในเมืองก็ดีใจ"),
          Map.entry("el", "Τα πλοία του λιμανιού ταξιδεύουν ξανά από σήμερα και όλοι χαίρονται."));

  @Test
  void tellLanguagesThatAreNotNear() {
    TEXTS.forEach(
        (spoken, text) ->
            TEXTS
                .keySet()
                .forEach(
                    asked ->
                        assertThat(Languages.isOther(text, asked))
                            .as("%s where %s was asked for", spoken, asked)
                            .isEqualTo(!asked.equals(spoken) && !areNear(asked, spoken))));
  }

  private static boolean areNear(String one, String other) {
    return Set.of("fr", "es").containsAll(List.of(one, other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sr", "uz", "sw", "xx", "vi", "zh-Latn", "", "nonsense"})
  void passALanguageThatTheyDoNotKnow(String code) {
    assertThat(Languages.isOther(TEXTS.get("en"), code)).isFalse();
  }

  @Test
  void passWhatIsShortOrNear() {
    assertThat(Languages.isOther("Ja, das ist gut.", "en")).isFalse();
    assertThat(Languages.isOther("", "ru")).isFalse();
    assertThat(Languages.isOther("a1e b2a 3de da4 e5e 6a7 ".repeat(10), "en")).isFalse();
    assertThat(Languages.isOther(TEXTS.get("es"), "pt")).as("many words are in both").isFalse();
    assertThat(Languages.isOther(TEXTS.get("de"), "de-AT")).isFalse();
    assertThat(Languages.isOther("1 2 3 4 5 6 7 8 9 ".repeat(20), "en")).isFalse();
    assertThat(
            Languages.isOther("Zlatan Ibrahimovic Kylian Mbappe Erling Haaland ".repeat(6), "en"))
        .isFalse();
  }
}
