import Tables

/// `Key` fields: what is called by words said together.
extension CatalogueBuilder {
  /// `Key: price + electricity`, `Key: minle_substation + ask_money`, `Key: telephone + {company}`: words, names, and
  /// names of a kind.
  func readKeys(_ source: RecRecord, diagnostics: inout Diagnostics) -> [[Key]] {
    source.fields("Key").map { field in
      field.value.split(separator: "+").compactMap { part in
        let id = part.filter { $0 != " " }
        if let concept = conceptIDs[id] { return .meaning(.concept(concept)) }
        if let name = nameIDs[id] { return .meaning(.name(name)) }
        // Asked for only here: a key hardly ever names a kind, or is wrong.
        let kinds = Set(catalogue.names.map(\.kind)).sorted()
        if let kind = kinds.first(where: { "{\($0)}" == id }) { return .kind(kind) }
        let known = Array(conceptIDs.keys) + nameIDs.keys + kinds.map { "{\($0)}" }
        diagnostics.error(
          field.place(at: 0),
          "there is no word, name or kind \"\(id)\"\(Suggestion.hint(for: id, among: known))")
        return nil
      }
    }
  }

  /// The keys of words, which may name words and names that stand further down.
  mutating func readKeysOfWords(diagnostics: inout Diagnostics) {
    for (position, record) in conceptRecords.enumerated() {
      guard let field = record.field("Key") else { continue }
      let kind = catalogue.concepts[position].kind
      guard kind.isSaidTogether else {
        let kinds = Concept.Kind.allCases.filter(\.isSaidTogether).map(\.rawValue).joined(separator: ", ")
        diagnostics.error(
          field.place,
          "a word of the kind \"\(kind.rawValue)\" has no keys; those of these kinds may: \(kinds)")
        continue
      }
      catalogue.concepts[position].keys = readKeys(record, diagnostics: &diagnostics)
    }
  }
}
