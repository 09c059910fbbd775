import Tables

extension Conversation {
  /// The conversation with everything it remembers found again, by id, in a new catalogue; what is no longer there
  /// is forgotten.
  func moved(from old: Catalogue, to new: Catalogue) -> Conversation {
    var result = self
    result.answered = answered.compactMap { new.record(old[$0].id) }
    result.further = further.compactMap { new.record(old[$0].id) }
    result.subject = subject.flatMap { new.name(old[$0].id) }
    result.place = place.flatMap { new.name(old[$0].id) }
    result.contact = contact.flatMap { position in
      new.contacts.firstIndex { $0.id == old.contacts[position].id }
    }
    result.terms = terms.compactMap { $0.moved(from: old, to: new) }
    return result
  }
}

extension Term {
  /// The term in a new catalogue, or nil where the word or name it stands for is gone.
  fileprivate func moved(from old: Catalogue, to new: Catalogue) -> Term? {
    var term = self
    if let name {
      guard let found = new.name(old[name].id) else { return nil }
      term.name = found
      term.features = new.features(of: found)
    } else if let concept {
      guard let found = new.concept(old[concept].id) else { return nil }
      term.concept = found
      term.features = new.features(of: found)
    }
    return term
  }
}
