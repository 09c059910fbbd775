import Text

/// The `params` of a request, read with a message that says which one is wrong and how.
///
/// An optional one that is null counts as absent: typed clients write so.
struct Parameters {
  let document: JSONDocument
  /// The object, or nil where there is none.
  let node: Int?

  /// The value called `name`, or nil where it is absent or null.
  private func value(_ name: StaticString) throws(ProtocolError) -> Int? {
    guard let node else { return nil }
    switch document.member(name, of: node) {
    case .absent: return nil
    case .ambiguous: throw .parameter(name, "given more than once")
    case .at(let value): return document.kind(value) == .null ? nil : value
    }
  }

  func optionalString(_ name: StaticString, atMost bytes: Int = .max) throws(ProtocolError) -> String? {
    guard let value = try value(name) else { return nil }
    guard document.kind(value) == .string else { throw .parameter(name, "must be a string") }
    guard document.byteCount(value) <= bytes else {
      throw .parameter(name, "has \(document.byteCount(value)) bytes, at most \(bytes) are allowed")
    }
    return document.string(value)
  }

  func string(_ name: StaticString, atMost bytes: Int = .max) throws(ProtocolError) -> String {
    guard let string = try optionalString(name, atMost: bytes) else { throw .parameter(name, "is missing") }
    return string
  }

  /// The `conversation`, which most methods need.
  func conversation(_ limits: Limits) throws(ProtocolError) -> String {
    let name = try string("conversation", atMost: limits.conversationBytes)
    if name.isEmpty { throw .parameter("conversation", "is empty") }
    return name
  }

  /// The `text`, within its limit.
  func text(_ limits: Limits) throws(ProtocolError) -> String {
    let text = try string("text")
    if text.utf8.count > limits.textCharacters {
      let count = text.unicodeScalars.count
      guard count <= limits.textCharacters else {
        let message = "text: has \(count) characters, at most \(limits.textCharacters) are allowed"
        throw ProtocolError(.tooLong, message)
      }
    }
    return text
  }

  /// One of a few words, or nil where it is absent.
  func choice<Choice>(_ name: StaticString, as type: Choice.Type) throws(ProtocolError) -> Choice?
  where Choice: RawRepresentable<String> & CaseIterable {
    guard let word = try optionalString(name) else { return nil }
    guard let choice = Choice(rawValue: word) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw .parameter(name, "must be one of \(known)")
    }
    return choice
  }

  /// The BCP 47 tag called `name`, or nil where it is absent or empty.
  func languageTag(_ name: StaticString) throws(ProtocolError) -> String? {
    guard let tag = try optionalString(name), !tag.isEmpty else { return nil }
    let parts = tag.utf8.split(omittingEmptySubsequences: false) { $0 == 0x2D || $0 == 0x5F }
    let isTag = parts.allSatisfy { part in
      (1...8).contains(part.count) && part.allSatisfy { isDigit($0) || ($0 | 0x20) &- 0x61 < 26 }
    }
    guard isTag else { throw .parameter(name, "must be a language tag such as en or zh-Hans") }
    return tag
  }

  /// An object of strings; without any where it is absent.
  func strings(_ name: StaticString) throws(ProtocolError) -> [String: String] {
    guard let value = try value(name) else { return [:] }
    guard document.kind(value) == .object else { throw .parameter(name, "must be an object of strings") }
    var strings: [String: String] = [:]
    for member in document.members(value) {
      guard document.kind(member.value) == .string else {
        throw .parameter(name, "must be an object of strings")
      }
      let key = document.string(member.name)
      guard strings.updateValue(document.string(member.value), forKey: key) == nil else {
        throw .parameter(name, "holds a name more than once")
      }
    }
    return strings
  }
}
