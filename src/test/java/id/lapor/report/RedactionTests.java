package id.lapor.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTests {

  /** A text with what has to go between square brackets. */
  private static void masks(String marked) {
    String text = marked.replace("[", "").replace("]", "");
    String expected = marked.replaceAll("\\[[^\\]]*\\]", Redaction.MASK);
    assertThat(Redaction.propose(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Surel saya [budi.santoso@gmail.com] ya",
        "kirim ke [warga+lapor@dinas-pu.bontangkota.go.id], terima kasih",
        "<[a_b@contoh.id]>",
      })
  void masksMailAddresses(String marked) {
    masks(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hubungi [081234567890] segera",
        "Hubungi [0812 3456 7890] segera",
        "Hubungi [0812-3456-7890] segera",
        "Hubungi [0812.3456.7890] segera",
        "Hubungi [0812 345 678] segera",
        "Hubungi [+6281234567890] segera",
        "Hubungi [+62 812 3456 7890] segera",
        "Hubungi [+62 812-3456-7890] segera",
        "Hubungi [+62 (0)812 3456 7890] segera",
        "Hubungi [62812-3456-7890] segera",
        "Hubungi [6281234567890] segera",
        "Hubungi [08 12 34 56 78 90] segera",
        "Telepon rumah [0548-21234] atau [0548 21234]",
        "Telepon rumah [(0548) 21234] siang hari",
        "Kantor [021-5551234] tidak diangkat",
        "wa:[085712345678]",
        "WA [0857 1234 5678], [0813-1111-2222].",
        "sudah 3 kali, [0812 3456 7890] tidak dijawab",
      })
  void masksTelephoneNumbersInAllWritings(String marked) {
    masks(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NIK [6474011203900001] milik saya",
        "NIK [6474 0112 0390 0001] milik saya",
        "NIK [6474.0112.0390.0001] milik saya",
        "NIK [647401-120390-0001] milik saya",
        "NIK [64 74 01 120390 0001] milik saya",
        "NIK:[6474011203900001]",
        "No. KK [6474.01.120390.0001].",
      })
  void masksIdentityNumbers(String marked) {
    masks(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Truk [KT 1234 AB] menumpahkan pasir",
        "Truk [KT1234AB] menumpahkan pasir",
        "Truk [kt 1234 ab] menumpahkan pasir",
        "Mobil [B 1 RI] parkir di trotoar",
        "Mobil dinas [KT 12 D] dipakai belanja",
        "Motor [DD 5678 XYZ] knalpot brong",
        "angkot [L-1234-AB]",
      })
  void masksPlates(String marked) {
    masks(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Kata Pak [Budi] sudah lapor",
        "Kata Pak [Budi Santoso] sudah lapor",
        "Kata Bapak [H. Budi Santoso] sudah lapor",
        "Kata bu [Ani] dan pak [Joko] begitu",
        "Ibu [Siti Nur'aini] jatuh",
        "Sdr. [Agus] dan Sdri [Dewi]",
        "Saudara [Bagas] memukul",
        "Bpk. [Drs. Rahmat Hidayat] menolak",
        "mbak [Wulan] di loket 2",
        "nama saya [Ratna Prasetya]",
        "Nama: [Ratna Prasetya]",
        "atas nama [Ratna Prasetya]",
        "a.n. [Ratna]",
        "PAK [BUDI SANTOSO]",
        "Menurut Pak [Budi]. Mohon segera diperbaiki",
      })
  void masksNamesAfterAFormOfAddress(String marked) {
    masks(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[Budi Santoso] memukul saya di depan kantor",
        "Yang menerima uang [Siti Nurhaliza Rahman], bukan kepala desa",
        "petugas bernama [Muhammad Rizky A.] meminta uang",
        "saksi bukan dia, saksi [I Made Suartana]",
        "[AGUS SALIM] MEMINTA UANG",
        "di depan rumah [Joko Susilo], seberang pasar",
      })
  void masksNamesThatBeginWithACommonGivenName(String marked) {
    masks(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Lampu mati di Jalan Ahmad Yani Bontang",
        "Di Jl. Jend. Ahmad Yani Nomor 3",
        "Parkir RSUD Siti Fatimah Palembang",
        "Masjid Agus Salim Raya",
        "SDN 3 Budi Utomo kebanjiran",
        "Kelurahan Sri Meranti gelap",
        "Kantor Desa Sari Makmur tutup",
        "Perumahan Wahyu Asri Blok C",
        "Stadion Andi Mattalatta rusak",
        "JALAN AHMAD YANI GELAP",
        "budi santoso",
        "Dewi sudah pulang",
        "Hari Kartini Raya",
        "Toko Budi Jaya menutup trotoar",
      })
  void leavesPlacesCalledByAName(String text) {
    assertThat(Redaction.propose(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Rumah saya di [Jl. Melati No. 12 RT 03 RW 07], air masuk tiap hujan",
        "rumah saya di [jalan melati rt 3 rw 7] kebanjiran",
        "Rumah saya [Blok C5 No. 3] kebanjiran",
        "rumah kami [no 12] paling ujung",
        "Saya tinggal di [RT 05/RW 02] Kelurahan Api-Api",
        "Kami tinggal di [Gang Mawar 3 No. 7], tiap malam bising",
        "Alamat saya: [Jl. Pangeran Suryanata No. 45A]",
        "Rumahnya di [Jl. Ahmad Yani] dekat masjid",
        "rumah tetangga saya di [Perumahan Bukit Indah Blok D/12]",
        "beralamat di [Jalan KH Agus Salim Gang 2 RT 14], mohon dijemput",
        "Warung ibu saya di [Jl. Mulawarman No. 8] digusur",
        "Alamat rumah: [Dusun Sukamaju RT 2 RW 1]",
      })
  void masksWhereSomebodyLives(String marked) {
    masks(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Di RT 12 RW 03 Kelurahan Bontang Baru",
        "Di RT.12/RW.03, Gg. 5 No. 7",
        "RT 12 RW 3 dan RT 7 RW 1",
        "Sejak tahun 2026, tepatnya 5 Januari 2026",
        "Tanggal 05-11-2026 jam 14.00",
        "Tanggal 05/11/2026 pukul 08.00-16.00 WITA",
        "Jam 14.00 sampai 16.30",
        "Diminta Rp150.000 padahal gratis",
        "Diminta Rp 62.800.000.000 untuk proyek",
        "Denda Rp. 1.500.000,00",
        "Pak Lurah dan Bu Camat sudah tahu",
        "Bapak Wali Kota yang terhormat",
        "Bapak Presiden, mohon dibantu",
        "Ibu Guru dan Pak Dokter",
        "Pak RT sudah lapor ke Pak RW",
        "Pindah ke Ibu Kota Nusantara",
        "Jl. Ahmad Yani No. 12 KM 5",
        "Nomor laporan 7K3M-Q9TX-5",
        "Koordinat 0.134723, 117.486311",
        "Panjang 1500 m, lebar 3 m",
        "Hubungi 112 atau 1708",
        "Blok B 12 dekat pasar",
        "Truk 10 ton lewat tiap hari",
        "Lampu mati 3 titik di Jalan Pangeran Suryanata",
        "pak tolong diperbaiki",
        "Alamat kejadian di Jl. Melati No. 12",
        "Lampu di depan rumah saya mati",
        "Rumah saya di dekat Jalan Melati kebanjiran",
        "Warga tinggal di bantaran sungai",
        "Jalan di depan rumah warga RT 5 rusak",
        "Tinggal 3 hari lagi",
        "Kami tinggal di Bontang sejak 2010",
        "Rumah saya tidak dapat air, jalan rusak, lampu mati",
      })
  void leavesWhatPointsToNobody(String text) {
    assertThat(Redaction.propose(text)).isEqualTo(text);
  }

  @Test
  void changesNothingMoreWhenItIsAskedTwice() {
    String once =
        Redaction.propose(
            "Pak Budi Santoso (0812 3456 7890, budi@contoh.id) dengan KT 1234 AB di RT 12");
    assertThat(Redaction.propose(once)).isEqualTo(once);
    assertThat(once).doesNotContain("Budi", "0812", "budi@", "1234 AB").contains("RT 12");
  }

  @ParameterizedTest
  @CsvSource({"'',''", "' ',' '", "'$1 \\ Pak Budi','$1 \\ Pak ▇▇▇'"})
  void takesAnyText(String text, String expected) {
    assertThat(Redaction.propose(text)).isEqualTo(expected);
  }

  /** A text as long as one may be, made to send a careless pattern in circles. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "0 ",
        "08-",
        "a.",
        "A ",
        "1.2 ",
        "Pak A",
        "@a.",
        "(0",
        "Aa. ",
        "rumah saya di jl A ",
        "tinggal di jalan a a a rt ",
        "alamat saya blok ",
        "Budi ",
        "Budi Aa ",
        "Jl Budi A. "
      })
  void isQuickWithTheWorstTexts(String bit) {
    String text = bit.repeat(Workflow.LONGEST_TEXT / bit.length());
    long start = System.nanoTime();
    Redaction.propose(text);
    assertThat((System.nanoTime() - start) / 1_000_000).as("milliseconds").isLessThan(2_000);
  }

  /** As many parts as a text has room for lead no search so deep that it breaks. */
  @Test
  void masksAnAddressOfFiveThousandParts() {
    String address = "a@b" + ".c".repeat(4_990);
    assertThat(Redaction.propose(address)).isEqualTo(Redaction.MASK);
  }
}
