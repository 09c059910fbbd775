import Tables
import Text

/// Questions about several things at once: "Huaihai or Miaosheng, which has more land?".
extension Decider {
  /// What is told of each of the things that the message names, where no record tells of them together; nil unless
  /// each of them is answered.
  func comparison(_ decision: Decision, _ conversation: inout Conversation) -> Decision? {
    let peers = peers
    guard peers.count > 1, peers.count <= Thresholds.recordsPerReply, !covers(decision, peers),
      peers.allSatisfy(isThing) || !peers.contains(where: isThing)
    else {
      return nil
    }
    var told: [Identifier<Record>] = []
    var intent: Identifier<Intent>?
    var confidence: Float = 1
    for peer in peers {
      var part = understanding
      part.terms.removeAll { $0.name.map { $0 != peer && peers.contains($0) } ?? false }
      let decider = Decider(
        catalogue: catalogue, question: question, text: text, understanding: part, match: nil)
      var state = conversation
      let search = decider.rank(part.terms, decider.understanding.dimensions, nil)
      let answer = decider.decide(search, followed: false, &state)
      guard case .records(let records) = answer.kind, answer.missing == nil,
        let record = records.first(where: { catalogue[$0].about.contains(peer) })
      else { return nil }
      if !told.contains(record) { told.append(record) }
      intent = intent ?? answer.intent
      confidence = min(confidence, answer.confidence)
    }
    conversation.terms = Array(understanding.terms.prefix(Conversation.termsLimit))
    conversation.dimensions = understanding.dimensions
    remember(told, [], &conversation)
    return Decision(
      kind: .records(told), intent: intent, confidence: confidence,
      reason: "told of each: \(peers.map { catalogue[$0].id }.joined(separator: ", "))")
  }

  /// The things or places named, those left out that another one lies in, and bureaus.
  private var peers: [Identifier<Name>] {
    let names = understanding.names.filter { catalogue[$0].kind != Name.bureau }
    let outer = Set(names.flatMap { catalogue.ancestry(of: $0).dropFirst() })
    return names.filter { !outer.contains($0) }
  }

  /// Whether the records told are about all of the things.
  private func covers(_ decision: Decision, _ peers: [Identifier<Name>]) -> Bool {
    guard case .records(let records) = decision.kind else { return false }
    let about = Set(records.flatMap { catalogue[$0].about })
    return about.isSuperset(of: peers)
  }
}
