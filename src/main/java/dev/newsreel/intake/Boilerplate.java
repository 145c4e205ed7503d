package dev.newsreel.intake;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lines that sites print with every article: to share, to subscribe, to comment, advertisements.
 */
final class Boilerplate {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final int LONGEST = 300;
  private static final String NETWORK =
      "(?:facebook|twitter|x|linkedin|whatsapp|reddit|pinterest|e-?mail|print|telegram|instagram|threads"
          + "|mastodon|bluesky|youtube|tumblr|pocket|messenger|xing|copy link|link kopieren|drucken)";
  private static final Pattern PART = Pattern.compile("\\s*[|•·]\\s*");
  private static final Pattern NETWORKS =
      Pattern.compile(NETWORK + "(?:[\\s|,·•/&+-]+" + NETWORK + ")*", FLAGS);
  private static final Pattern SHARE =
      Pattern.compile(
          "(?:share(?: (?:this|on|via)\\b.{0,80})?|tweet|like this|like loading…?"
              + "|teilen(?: (?:mit|auf)\\b.{0,40})?|auf \\S{1,20} teilen|partager(?: sur.{0,40})?"
              + "|compartir(?: en.{0,40})?|condividi(?: su.{0,40})?|compartilhar|delen"
              + "|(?:follow|like|find) us on .{0,80}|folge(?:n sie|t)? uns (?:auf|bei) .{0,80}"
              + "|suivez-nous sur .{0,80}|s[ií]guenos en .{0,80}|seguici su .{0,80}"
              + "|related(?: posts| articles| stories)?"
              + "|submitted by /u/\\S+(?: .{0,40})?|\\[link\\]\\s*\\[comments\\]"
              + "|add to (?:digg|del\\.icio\\.us|facebook|reddit).*):?",
          FLAGS);
  private static final Pattern SUBSCRIBE =
      Pattern.compile(
          "(?:(?:please |don.t forget to )?(?:subscribe|sign up)(?: (?:now|here|today|free))?"
              + "|(?:please |don.t forget to )?(?:subscribe|sign up|join (?:our|us|the))\\b.{0,60}"
              + "\\b(?:newsletters?|mailing list|channel|podcast|updates|feed)\\b.{0,80}"
              + "|get (?:our|the|more)\\b.{0,80}\\byour inbox\\b.{0,60}"
              + "|(?:jetzt |hier )?(?:abonnieren sie|abonniert?|melden sie sich|melde dich)\\b.{0,60}\\bnewsletter\\b.{0,60}"
              + "|(?:jetzt |unseren |den |zum )*newsletter (?:abonnieren|bestellen|anmelden).{0,40}"
              + "|(?:abonnez|inscrivez)-vous\\b.{0,60}\\b(?:newsletter|lettre|cha[iî]ne|podcast)\\b.{0,60}"
              + "|(?:suscr[ií]bete|suscr[ií]base|ap[uú]ntate)\\b.{0,60}"
              + "\\b(?:newsletter|bolet[ií]n|canal|podcast)\\b.{0,60})[.!…»→\\s]*",
          FLAGS);
  private static final Pattern ORDER =
      Pattern.compile(
          "(?:(?:tags?|filed under|posted in|categor(?:y|ies)|schlagw[oö]rter|kategorien?|mots-cl[eé]s"
              + "|[eé]tiquettes?|etiquetas)\\s*:.{0,250}|filed under .{0,120}"
              + "|(?:no |\\d+ )?comments?(?: \\(\\d+\\))?|leave a (?:comment|reply)"
              + "|(?:\\d+ )?kommentare?(?: \\(\\d+\\))?|kommentar (?:schreiben|hinterlassen)"
              + "|laisser un commentaire|(?:\\d+ )?commentaires?|deja un comentario|(?:\\d+ )?comentarios?)",
          FLAGS);
  private static final Pattern ADVERT =
      Pattern.compile(
          "[\\s\\[(–—-]*(?:advertisement|sponsored content|story continues below(?: advertisement)?"
              + "|article continues below(?: advertisement)?|anzeige|werbung|publicit[eé]|publicidad"
              + "|pubblicit[aà]|advertentie)[\\s\\])–—:-]*",
          FLAGS);

  private Boilerplate() {}

  /** Whether a line under an article is none of its text. */
  static boolean isUnderneath(String line) {
    return line.length() < LONGEST
        && (isOne(line) || PART.splitAsStream(line).allMatch(Boilerplate::isOne));
  }

  private static boolean isOne(String line) {
    return Stream.of(NETWORKS, SHARE, SUBSCRIBE, ORDER).anyMatch(p -> p.matcher(line).matches())
        || isAdvert(line);
  }

  /** Whether a line only says that an advertisement comes. */
  static boolean isAdvert(String line) {
    return line.length() < 60 && ADVERT.matcher(line).matches();
  }
}
