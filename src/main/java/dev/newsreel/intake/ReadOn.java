package dev.newsreel.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Knows what sites put under an article: invitations to read on, to share, to comment. */
final class ReadOn {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final String VERBS =
      "(?:continue reading|continue to read|keep reading|read more|read the rest|read the full"
          + "|read full|read on|full story|view original|click here to (?:read|continue)|learn more"
          + "|weiterlesen|weiter lesen|mehr lesen|lesen sie (?:hier )?(?:weiter|mehr)|zum artikel"
          + "|lire la suite|lire plus|continuer la lecture|en savoir plus|lire l.article"
          + "|leer m[aá]s|seguir leyendo|sigue leyendo|contin[uú]a leyendo"
          + "|leggi tutto|leggi di pi[uù]|continua a leggere|leia mais|ler mais|continue lendo"
          + "|continuar lendo|lees verder|lees meer|verder lezen|czytaj (?:dalej|wi[eę]cej)"
          + "|läs mer|læs mere|les mer|lue lisää|devamını oku"
          + "|читать далее|читайте также|続きを読む|阅读更多|阅读全文)";
  private static final String END = "[\\s\\u2026.\\u2192\\u00bb>›\\])]*";
  private static final Pattern INVITATION =
      Pattern.compile("[\\s\\[(\\u2026.]*" + VERBS + "(?:[\\s:,\"“«].{0,200})?" + END, FLAGS);
  private static final Pattern BARE_INVITATION =
      Pattern.compile("(?<=[.!?\\u2026\\])\"”])\\s*[\\[(]?" + VERBS + END + "$", FLAGS);
  private static final Pattern SYNDICATED =
      Pattern.compile(
          "(?:the post .* (?:appeared first on|first appeared on) .*|(?:this|the) (?:article|post|story)"
              + " .*(?:first|originally) (?:appeared|published) .*"
              + "|(?:der|dieser) (?:beitrag|artikel) .*(?:erschien|erschienen|wurde) (?:zuerst|als erstes|urspr[uü]nglich) .*"
              + "|dieser (?:beitrag|artikel) ist (?:zuerst|urspr[uü]nglich) .*"
              + "|(?:l.article|cet article|le billet) .*(?:est apparu en premier|a [eé]t[eé] publi[eé] en premier) .*"
              + "|(?:la entrada|el art[ií]culo|este art[ií]culo) .*(?:se publicó primero|aparece primero|apareció primero) .*"
              + "|l.articolo .* proviene da .*|o post .* apareceu primeiro .*"
              + "|het bericht .* verscheen eerst op .*|artykuł .* pochodzi z serwisu .*"
              + "|inlägget .* dök först upp .*|indlægget .* blev først udgivet .*"
              + "|сообщение .* появились сначала .*)",
          FLAGS | Pattern.DOTALL);

  private ReadOn() {}

  /** Whether a link says nothing but that there is more elsewhere. */
  static boolean isInvitation(String text) {
    return text.length() < 250 && INVITATION.matcher(text.strip()).matches();
  }

  /** The text without the lines under the article, and without an invitation at its very end. */
  static String removedFrom(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    lines.removeIf(Boilerplate::isAdvert);
    while (lines.size() > 1 && isTail(lines.get(lines.size() - 1))) {
      lines.remove(lines.size() - 1);
    }
    String rest = String.join("\n", lines).replaceAll("\n{3,}", "\n\n").strip();
    return BARE_INVITATION.matcher(rest).replaceFirst("").strip();
  }

  private static boolean isTail(String line) {
    String tail = line.strip().replaceFirst("^- ", "");
    return tail.isEmpty()
        || (tail.length() < 600
            && (isInvitation(tail)
                || SYNDICATED.matcher(tail).matches()
                || Boilerplate.isUnderneath(tail)));
  }
}
