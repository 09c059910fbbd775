import Tables
import Text

extension Bot {
  /// Why the bot would answer a message as it would, as text for staff: language, words, what they mean, each
  /// candidate with its score, the records used and the reason of the decision.
  public func explanation(of question: Question) -> String {
    var conversation = conversationState(question.conversation)
    let understanding = Understanding(
      Sanitizer.clean(question.text).limited(to: Self.textLimit), catalogue: catalogue,
      previous: conversation.language)
    let (reply, decision) = answer(question, &conversation)
    var lines: [String] = []
    lines.append("language   \(reply.language.rawValue)")
    lines.append(
      "tokens     "
        + understanding.reading.tokens.map(understanding.reading.tokenized.text).joined(separator: " · "))
    if !understanding.reading.mended.isEmpty {
      let words = understanding.reading.mended.sorted().map {
        understanding.reading.tokenized.text(understanding.reading.tokens[$0])
      }
      lines.append("mended     " + words.joined(separator: ", "))
    }
    lines.append("signals    " + understanding.signals.map { catalogue[$0].id }.joined(separator: ", "))
    lines.append("terms      (weight, what it means)")
    for term in decision.terms.isEmpty ? understanding.terms : decision.terms {
      let meaning =
        term.name.map { "name " + catalogue[$0].id } ?? term.concept.map { "word " + catalogue[$0].id } ?? ""
      let isOwn = understanding.terms.contains { $0.text == term.text && $0.name == term.name }
      lines.append(
        "  \(Self.decimal(term.weight))  \(term.text)  \(meaning)\(isOwn ? "" : "  (from the question before)")"
      )
    }
    lines.append("candidates (score, coverage, what it has of each term; + is told)")
    for candidate in decision.candidates {
      let strengths = candidate.strengths.map { Self.decimal($0) }.joined(separator: " ")
      lines.append(
        "\(decision.told.contains(candidate.record) ? "+" : " ") \(Self.decimal(candidate.score))  \(Self.decimal(candidate.coverage))  \(catalogue[candidate.record].id)  [\(strengths)]"
      )
    }
    lines.append("decision   \(reply.outcome.rawValue): \(decision.reason)")
    lines.append("intent     \(reply.intent ?? "-")")
    for filled in decision.slots {
      lines.append(
        "slot       \(filled.slot.name) = \(filled.slot.value)  (from the \(filled.origin.rawValue))")
    }
    for source in reply.sources { lines.append("source     \(source.id)") }
    lines.append("")
    lines.append(reply.text)
    return lines.joined(separator: "\n")
  }

  /// A number with two places, without the C library's formatting.
  private static func decimal(_ value: Float) -> String {
    let hundredths = Int((value * 100).rounded())
    let places = hundredths % 100
    return "\(hundredths / 100).\(places < 10 ? "0" : "")\(places)"
  }
}
