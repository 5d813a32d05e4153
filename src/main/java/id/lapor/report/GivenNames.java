package id.lapor.report;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Persons named without a form of address: a given name that is common in Indonesia, and more words
 * with a capital letter behind it. A name that is a street's, a school's or a village's by the word
 * in front stays, and so does a given name alone: too many are words as well. Which names are
 * common is known to everybody; a list of names of persons is none.
 */
final class GivenNames {

  private static final String COMMON =
      "abdul|abdullah|achmad|aditya|agus|agustinus|ahmad|aisyah|akbar|alfian|amelia|aminah|andi|andika|andre|andreas"
          + "|andri|anggi|anisa|anita|anton|antonius|anwar|ardi|arief|arif|arifin|aris|asep|astuti|ayu|bagas|bambang|basuki"
          + "|bayu|benny|budi|budiman|cahyo|chandra|christian|dadang|dani|daniel|darmawan|david|dedi|dedy|deni|denny|desi"
          + "|dewi|dian|diana|didik|dimas|dina|dinda|djoko|dodi|doni|dwi|edi|eka|eko|elisabeth|endang|erna|erwin|evi|fadli"
          + "|faisal|farhan|fatimah|febri|ferdi|ferry|firman|fransiskus|galih|gilang|gunawan|hadi|halimah|hamzah|handoko"
          + "|harianto|hariyanto|hartono|haryanto|hasan|hendra|hendri|hendro|heri|herman|heru|heryanto|i gede|i made|i nyoman"
          + "|i wayan|ibrahim|iin|ika|ikhsan|ilham|imron|irfan|irma|irwan|ismail|iwan|jajang|joko|jumadi|junaedi|junaidi"
          + "|kartika|ketut|kevin|khairul|komang|krisna|kurniawan|laila|lilis|lina|linda|lukman|lusi|mahmud|maria|mario|marni"
          + "|martin|michael|mila|moch|mochamad|mochammad|moh|mohamad|mohammad|muh|muhamad|muhammad|muhammed|mulyadi|mulyono"
          + "|mustafa|nadia|nanang|nani|nia|nina|ningsih|novi|novita|nugroho|nur|nurdin|nurhayati|nurul|nyoman|oki|petrus"
          + "|prasetyo|puji|purnomo|purwanto|putu|rahmad|rahmat|ramadhan|randi|rani|ratih|ratna|rendi|reni|reza|rian|ricky"
          + "|ridwan|rika|rina|rini|rio|rizal|rizki|rizky|robby|robert|rohmat|roni|rosa|rudi|rudy|rusdi|rustam|sandi|santi"
          + "|santoso|sarah|septian|setiawan|sigit|sinta|siska|siti|slamet|sofyan|solikin|sri(?! (?:lanka|sultan|paduka))"
          + "|stefanus|sudarmono|sugeng|sugiyanto|suharto|sukardi|sulaiman|sulastri|sumarni|sumiati|sunarto|suparman|supriadi"
          + "|supriyadi|supriyanto|suryadi|suryani|susanti|susanto|susi|sutrisno|suwarno|suyanto|syahrul|syaiful|taufik"
          + "|theresia|tini|titin|tomi|toni|tono|udin|ujang|umar|vera|wahyu|wahyudi|wahyuni|wawan|wayan|wibowo|widodo|winarno"
          + "|wulan|yanti|yanto|yayan|yoga|yogi|yohanes|yosef|yuda|yudi|yuli|yuliana|yulianti|yuni|yusuf|zainal|zainuddin"
          + "|zulkifli";

  private static final String WORD = "(?:\\p{Lu}[\\p{L}']+|\\p{Lu}\\.)";

  private static final Pattern NAME =
      Pattern.compile(
          "(?<![\\p{L}\\d'-])(?=\\p{Lu})(?i:" + COMMON + ")((?: " + WORD + "){1,3})(?![\\p{L}'-])");

  /** What a place, a body or a deed is called by somebody's name with. */
  private static final Pattern PLACE =
      Pattern.compile(
          "(?i)\\b(?:jl|jln|jalan|gg|gang|lorong|lrg|jend|jenderal|jendral|letjen|kapten|mayor|kolonel|pangeran|sultan|raden|prof|dr"
              + "|kh|rs|rsu|rsud|rumah sakit|puskesmas|klinik|apotek|masjid|mushola|mushalla|musala|langgar|surau|pesantren|ponpes"
              + "|gereja|pura|wihara|vihara|sd|sdn|smp|smpn|sma|sman|smk|smkn|tk|paud|mts|ma|universitas|kampus|sekolah|stadion"
              + "|gor|taman|lapangan|pasar|bandara|pelabuhan|terminal|stasiun|halte|jembatan|waduk|bendungan|perum|perumahan|komplek"
              + "|kompleks|cluster|blok|toko|warung|rm|rumah makan|restoran|hotel|bengkel|pt|cv|ud|kelurahan|kel|kecamatan|kec|desa|dusun"
              + "|kampung|nagari|kabupaten|kab|kota|provinsi|gunung|sungai|kali|pantai|pulau|danau|gedung|aula|makam|tpu|monumen|patung"
              + "|simpang|simpang tiga|bundaran|tugu|yayasan|bank|koperasi|program|kartu|hari|bulan|nabi|wilayah|daerah|kawasan)\\b\\.?"
              + "(?:[ -](?:[\\p{L}\\d'.]+)){0,2}[ -]$");

  /** So much before a name may say that it is none of a person. */
  private static final int BEFORE = 60;

  private GivenNames() {}

  static String propose(String text) {
    boolean loud = text.equals(text.toUpperCase(java.util.Locale.ROOT));
    return NAME.matcher(text).replaceAll(found -> name(text, found, loud));
  }

  /** Where all is written in capitals nothing tells where a name ends: two words are taken. */
  private static String name(String text, MatchResult found, boolean loud) {
    String before = text.substring(Math.max(0, found.start() - BEFORE), found.start());
    if (PLACE.matcher(before).find()) {
      return Matcher.quoteReplacement(found.group());
    }
    if (!loud) {
      return Redaction.MASK;
    }
    String rest = found.group(1).strip();
    int second = rest.indexOf(' ');
    return Redaction.MASK + Matcher.quoteReplacement(second < 0 ? "" : rest.substring(second));
  }
}
