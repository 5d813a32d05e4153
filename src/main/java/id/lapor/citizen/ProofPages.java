package id.lapor.citizen;

import id.lapor.audit.Checkpoints;
import id.lapor.audit.Leaf;
import id.lapor.audit.MerkleTree;
import id.lapor.audit.Trail;
import id.lapor.people.ForEveryone;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private final OwnAccess access;
  private final Trail trail;
  private final Checkpoints checkpoints;

  ProofPages(OwnAccess access, Trail trail, Checkpoints checkpoints) {
    this.access = access;
    this.trail = trail;
    this.checkpoints = checkpoints;
  }

  @GetMapping("/l/{reference}/bukti")
  Html show(@PathVariable String reference, HttpServletRequest request) {
    Report report = access.report(reference, request).orElseThrow(NotFound::new);
    List<Leaf> leaves = trail.leaves(Reports.STREAM, report.id().value());
    Checkpoints.@Nullable Proof proof = checkpoints.proof(leaves).orElse(null);
    return Html.of(
        "citizen/proof",
        "report",
        report,
        "acts",
        leaves.size(),
        "proof",
        proof,
        "right",
        proof != null && right(leaves, proof));
  }

  /** Everything somebody else needs to check it again: hashes only, nothing of the contents. */
  @GetMapping("/l/{reference}/bukti.json")
  ResponseEntity<Map<String, Object>> file(
      @PathVariable String reference, HttpServletRequest request) {
    Report report = access.report(reference, request).orElseThrow(NotFound::new);
    List<Leaf> leaves = trail.leaves(Reports.STREAM, report.id().value());
    Checkpoints.Proof proof = checkpoints.proof(leaves).orElseThrow(NotFound::new);
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("report", report.reference().toString());
    told.put("how", "RFC 9162, SHA-256; the last act's chain stands for all acts before it");
    told.put("acts", leaves.stream().map(ProofPages::told).toList());
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

  private static Map<String, Object> told(Leaf leaf) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("act", leaf.seq());
    told.put("entry", HEX.formatHex(leaf.entry()));
    told.put("chain", HEX.formatHex(leaf.chain()));
    return told;
  }

  /** What a sceptic would compute: the chain from the beginning, and the path to the root. */
  private static boolean right(List<Leaf> leaves, Checkpoints.Proof proof) {
    return Trail.chained(leaves)
        && MerkleTree.included(
            proof.leaf().hash(),
            proof.position(),
            proof.checkpoint().size(),
            proof.path(),
            proof.checkpoint().root());
  }
}
