package id.lapor.citizen;

import id.lapor.audit.Checkpoints;
import id.lapor.audit.Leaf;
import id.lapor.audit.Trail;
import id.lapor.people.ForEveryone;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.report.Report;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Proof for the reporter that the history of the report is part of what was published. */
@Controller
@ForEveryone
class ProofPages {

  private static final HexFormat HEX = HexFormat.of();

  private static final String HOW =
      "RFC 9162, SHA-256; the last act's chain stands for all acts before it. An act's commitment is the SHA-256 of its"
          + " salt and its content, and stands in its entry. Acts of offices have neither here, because they name officers; nor has"
          + " the filing of a reporter who can be reached, because it holds a number that all their reports share. Other"
          + " acts are here as they stand on record: what the reporter wrote, and of an anonymous filing the exact place.";

  private final OwnAccess access;
  private final OwnProof proofs;

  ProofPages(OwnAccess access, OwnProof proofs) {
    this.access = access;
    this.proofs = proofs;
  }

  @GetMapping("/l/{reference}/bukti")
  Html show(@PathVariable String reference, HttpServletRequest request) {
    Report report = access.report(reference, request).orElseThrow(NotFound::new);
    OwnProof.Told told = proofs.of(report);
    return Html.of(
        "citizen/proof",
        "report",
        report,
        "acts",
        told.leaves().size(),
        "proof",
        told.proof(),
        "right",
        told.right());
  }

  /** Everything somebody else needs to check it again, and of the contents the reporter's own. */
  @GetMapping("/l/{reference}/bukti.json")
  ResponseEntity<Map<String, Object>> file(
      @PathVariable String reference, HttpServletRequest request) {
    Report report = access.report(reference, request).orElseThrow(NotFound::new);
    OwnProof.Told own = proofs.of(report);
    Checkpoints.Proof proof = Optional.ofNullable(own.proof()).orElseThrow(NotFound::new);
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("report", report.reference().toString());
    told.put("how", HOW);
    told.put("acts", own.leaves().stream().map(l -> told(l, own.opened().get(l.seq()))).toList());
    told.put("provenAct", proof.leaf().seq());
    told.put("leafHash", HEX.formatHex(proof.leaf().hash()));
    told.put("leafIndex", proof.position());
    told.put("path", proof.path().stream().map(HEX::formatHex).toList());
    told.put("treeSize", proof.checkpoint().size());
    told.put("root", proof.checkpoint().rootHex());
    told.put("checkpoint", proof.checkpoint().note());
    ContentDisposition name =
        ContentDisposition.attachment().filename("bukti-" + report.reference() + ".json").build();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
        .body(told);
  }

  private static Map<String, Object> told(Leaf leaf, Trail.@Nullable Opened opened) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("act", leaf.seq());
    told.put("entry", HEX.formatHex(leaf.entry()));
    told.put("commitment", HEX.formatHex(leaf.commitment()));
    told.put("chain", HEX.formatHex(leaf.chain()));
    if (opened != null) {
      told.put("salt", HEX.formatHex(opened.salt()));
      told.put("content", opened.content());
    }
    return told;
  }
}
