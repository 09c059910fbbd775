import Tables
import Text

/// Which place is meant, and whom one turns to there.
extension Decider {
  /// The place that the message names, else what the front end knows, else the conversation's.
  func place(_ conversation: Conversation) -> Identifier<Name>? {
    namedPlace ?? question.context["place"].flatMap { catalogue.name($0) } ?? conversation.place
  }

  /// The place that the message names.
  var namedPlace: Identifier<Name>? { place(among: understanding.names) }

  /// The most specific place among names; a company stands for the place it is in.
  func place(among names: [Identifier<Name>]) -> Identifier<Name>? {
    // 珠海の投資促進局: the word for a bureau, which is a name of the city's, counts where no place is named.
    let isPlaced = names.contains { catalogue[$0].isPlace }
    let places = names.compactMap { name in
      isPlaced && name == municipalBureau ? nil : catalogue.ancestry(of: name).first { catalogue[$0].isPlace }
    }
    return places.max { catalogue.ancestry(of: $0).count < catalogue.ancestry(of: $1).count }
  }

  /// The name of the bureau of the whole city.
  private var municipalBureau: Identifier<Name>? {
    catalogue.municipalContact.flatMap { catalogue.name(catalogue.contacts[$0].id) }
  }

  /// The bureau named in the message.
  var namedContact: Int? {
    for name in understanding.names where catalogue[name].kind == Name.bureau {
      if let contact = catalogue.contacts.firstIndex(where: { $0.id == catalogue[name].id }) {
        return contact
      }
    }
    return nil
  }

  /// The other bureaus that the message names, by their names or by their places: "the numbers of the city's bureau and
  /// of Sihui's".
  func otherContacts(than first: Int) -> [Int] {
    let names = understanding.names
    let bureaus = names.filter { catalogue[$0].kind == Name.bureau }
    // 投资促进局 beside a place is that place's; beside another bureau's name it is the city's own.
    let isAlone = bureaus == [municipalBureau].compactMap(\.self)
    let outer = Set(names.flatMap { catalogue.ancestry(of: $0).dropFirst() })
    var contacts: [Int] = []
    for name in names where !outer.contains(name) {
      let contact: Int? =
        if catalogue[name].isPlace {
          hasBureau(name) ? contact(near: name) : nil
        } else if catalogue[name].kind == Name.bureau, !(isAlone && names.count > 1) {
          catalogue.contacts.firstIndex { $0.id == catalogue[name].id }
        } else {
          nil
        }
      if let contact, contact != first, !contacts.contains(contact) { contacts.append(contact) }
    }
    return Array(contacts.prefix(Thresholds.recordsPerReply - 1))
  }

  /// The bureau of a place, or of the nearest place around it that has one.
  func contact(near place: Identifier<Name>?) -> Int? {
    guard let place else { return nil }
    for name in catalogue.ancestry(of: place) {
      if let contact = catalogue.contacts.firstIndex(where: { !$0.isPrivate && $0.serves.contains(name) }) {
        return contact
      }
    }
    return nil
  }

  /// Whether a bureau of the place itself, or of the district that it lies in, is known: a county without one, or a
  /// city elsewhere, is not answered with the bureau of the whole city.
  func hasBureau(_ place: Identifier<Name>) -> Bool {
    guard let contact = contact(near: place) else { return false }
    guard contact == catalogue.municipalContact, catalogue[place].kind == "place" else { return true }
    // The city's bureau also answers for the district that it sits in.
    let bureau = catalogue.contacts[contact]
    return bureau.serves.first == place
      || bureau.addresses[.english].contains(catalogue[place].names[.english])
  }
}
