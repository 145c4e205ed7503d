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
              + "|der beitrag .* erschien (?:zuerst|als erstes) .*|l.article .* est apparu en premier .*"
              + "|la entrada .* (?:se publicó primero|aparece primero|apareció primero) .*"
              + "|l.articolo .* proviene da .*|o post .* apareceu primeiro .*"
              + "|het bericht .* verscheen eerst op .*|artykuł .* pochodzi z serwisu .*"
              + "|inlägget .* dök först upp .*|indlægget .* blev først udgivet .*"
              + "|сообщение .* появились сначала .*)",
          FLAGS | Pattern.DOTALL);
  private static final Pattern SHARE =
      Pattern.compile(
          "(?:- )?(?:share (?:this|on|via).{0,80}|share:?|tweet|like this:?|like loading…?"
              + "|teilen(?: mit)?:?|auf (?:facebook|twitter|x) teilen|partager(?: sur.{0,40})?:?"
              + "|compartir(?: en.{0,40})?:?|condividi(?: su.{0,40})?:?|compartilhar:?|delen:?"
              + "|(?:follow|like) us on .{0,80}|related(?: posts| articles| stories)?:?"
              + "|(?:facebook|twitter|linkedin|whatsapp|reddit|pinterest|email|e-mail|print|telegram|x)"
              + "|submitted by /u/\\S+(?: .{0,40})?|filed under:?.{0,120}|\\[link\\]\\s*\\[comments\\]|comments|\\d+ comments?"
              + "|add to (?:digg|del\\.icio\\.us|facebook|reddit).*)",
          FLAGS);

  private ReadOn() {}

  /** Whether a link says nothing but that there is more elsewhere. */
  static boolean isInvitation(String text) {
    return text.length() < 250 && INVITATION.matcher(text.strip()).matches();
  }

  /** The text without the lines under the article, and without an invitation at its very end. */
  static String removedFrom(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    while (lines.size() > 1 && isTail(lines.get(lines.size() - 1))) {
      lines.remove(lines.size() - 1);
    }
    String rest = String.join("\n", lines).strip();
    return BARE_INVITATION.matcher(rest).replaceFirst("").strip();
  }

  private static boolean isTail(String line) {
    String tail = line.strip();
    return tail.isEmpty()
        || (tail.length() < 600
            && (isInvitation(tail)
                || SYNDICATED.matcher(tail).matches()
                || SHARE.matcher(tail).matches()));
  }
}
