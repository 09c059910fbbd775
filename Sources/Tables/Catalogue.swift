import Text

/// Everything that staff's files say, compiled: what the answering line works from. Immutable once made.
public struct Catalogue: Sendable {
  public var concepts: [Concept] = []
  public var names: [Name] = []
  public var articles: [Article] = []
  public var contacts: [Contact] = []
  public var intents: [Intent] = []
  public var records: [Record] = []
  /// Fixed wordings by id: what the bot says around the answers.
  public var phrases: [String: LocalizedText] = [:]
  /// The titles of the topics, in the order in which they are shown.
  public var topics: [(id: String, titles: LocalizedText)] = []
  /// Example questions for each topic, by topic id and language.
  public var examples: [String: [Language: [String]]] = [:]
  public var lexicon = Lexicon()
  public var index = Index()
  public var templates = TemplateSet()

  private var conceptIDs: [String: Identifier<Concept>] = [:]
  private var nameIDs: [String: Identifier<Name>] = [:]
  private var intentIDs: [String: Identifier<Intent>] = [:]
  private var recordIDs: [String: Identifier<Record>] = [:]
  /// The records that say what the articles do not hold, in their order.
  public private(set) var gaps: [Identifier<Record>] = []
  /// The concepts that words said together make up, in their order.
  public private(set) var compounds: [Identifier<Concept>] = []
  /// The position of the bureau of the whole city: the first in the file that is no private person.
  public private(set) var municipalContact: Int?
  /// The whole city: what that bureau serves first.
  public var city: Identifier<Name>? { municipalContact.flatMap { contacts[$0].serves.first } }

  public init() {}

  /// Makes the look-up tables; called once the arrays are filled.
  public mutating func finish() {
    conceptIDs = Self.positions(concepts.map(\.id))
    nameIDs = Self.positions(names.map(\.id))
    intentIDs = Self.positions(intents.map(\.id))
    recordIDs = Self.positions(records.map(\.id))
    gaps = records.indices.filter { records[$0].state == .gap }.map { Identifier($0) }
    compounds = concepts.indices.filter { !concepts[$0].keys.isEmpty }.map { Identifier($0) }
    municipalContact = contacts.firstIndex { !$0.isPrivate }
  }

  /// For each id its position; the first where an id stands twice.
  public static func positions<Element>(_ ids: [String]) -> [String: Identifier<Element>] {
    var result: [String: Identifier<Element>] = [:]
    for (position, id) in ids.enumerated() where result[id] == nil { result[id] = Identifier(position) }
    return result
  }

  public func concept(_ id: String) -> Identifier<Concept>? { conceptIDs[id] }
  public func name(_ id: String) -> Identifier<Name>? { nameIDs[id] }
  public func intent(_ id: String) -> Identifier<Intent>? { intentIDs[id] }
  public func record(_ id: String) -> Identifier<Record>? { recordIDs[id] }

  public subscript(_ id: Identifier<Concept>) -> Concept { concepts[id.position] }
  public subscript(_ id: Identifier<Name>) -> Name { names[id.position] }
  public subscript(_ id: Identifier<Article>) -> Article { articles[id.position] }
  public subscript(_ id: Identifier<Intent>) -> Intent { intents[id.position] }
  public subscript(_ id: Identifier<Record>) -> Record { records[id.position] }

  /// A fixed wording in a language, with `{key}` replaced.
  public func phrase(_ id: String, _ language: Language, _ values: [String: String] = [:]) -> String {
    var text = phrases[id]?[language] ?? ""
    for (key, value) in values { text = text.replacingPlaceholder(key, with: value) }
    return text
  }

  /// The name and what it lies in, from the inside out.
  public func ancestry(of name: Identifier<Name>) -> [Identifier<Name>] {
    var result = [name]
    while let parent = self[result[result.count - 1]].parent, result.count < Self.depthLimit {
      result.append(parent)
    }
    return result
  }

  /// How deep the tree of places may be; the check refuses more.
  public static let depthLimit = 12
}

extension String {
  /// The text with every `{key}` replaced by the value.
  func replacingPlaceholder(_ key: String, with value: String) -> String {
    let pattern = Array("{\(key)}".utf8)
    let bytes = Array(utf8)
    var output: [UInt8] = []
    var position = 0
    while position < bytes.count {
      if bytes[position] == pattern[0], bytes[position...].starts(with: pattern) {
        output.append(contentsOf: value.utf8)
        position += pattern.count
      } else {
        output.append(bytes[position])
        position += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
