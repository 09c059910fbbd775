import Foundation

@testable import Serving

/// The JSON reader: what it accepts, Foundation accepts too and reads the same; what it read is written and read
/// again without a change.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = input(data, count)
  var document = JSONDocument()
  do throws(JSONError) {
    try document.read(bytes)
  } catch {
    require(
      error.byte >= 1 && error.byte <= bytes.count + 1, "the error's byte \(error.byte) is outside the text")
    return 0
  }
  require(Int(document.nodes[0].next) == document.nodes.count, "a node is outside the first")
  for node in document.nodes.indices {
    let found = document.nodes[node]
    require(found.start < found.end && Int(found.end) <= bytes.count, "node \(node) is outside the text")
    require(found.next > node && Int(found.next) <= document.nodes.count, "node \(node) has no end")
    if found.kind == .string { checkString(document, node) }
  }
  // Foundation refuses numbers that it cannot hold.
  let hasLargeNumber = document.nodes.contains { node in
    let text = bytes[Int(node.start)..<Int(node.end)]
    return node.kind == .number
      && (node.end - node.start > 15 || text.contains { $0 | 0x20 == UInt8(ascii: "e") })
  }
  if !hasLargeNumber {
    guard let value = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) else {
      fatalError("Foundation does not take it for JSON")
    }
    compare(document, 0, value)
  }
  return 0
}

private func checkString(_ document: JSONDocument, _ node: Int) {
  let text = document.string(node)
  require(text.utf8.count == document.byteCount(node), "byteCount is not that of the text")
  var writer = JSONWriter()
  writer.string(text)
  require(!writer.bytes.contains { $0 < 0x20 || $0 == 0x7F }, "a control character is written")
  var again = JSONDocument()
  guard (try? again.read(writer.bytes)) != nil else { fatalError("what was written is not JSON") }
  require(again.string(0).utf8.elementsEqual(text.utf8), "what was written reads otherwise")
}

private func compare(_ document: JSONDocument, _ node: Int, _ value: Any) {
  switch document.kind(node) {
  case .string:
    guard let text = value as? String else { fatalError("Foundation reads no string") }
    // Foundation loses some byte order marks within strings.
    let (ours, theirs) = (document.string(node).unicodeScalars, text.unicodeScalars)
    let mark: Unicode.Scalar = "\u{FEFF}"
    require(
      ours.filter { $0 != mark }.elementsEqual(theirs.filter { $0 != mark }),
      "Foundation reads another string")
  case .array:
    guard let values = value as? [Any] else { fatalError("Foundation reads no array") }
    let elements = document.elements(node)
    require(elements.count == values.count, "Foundation reads another number of elements")
    for (element, value) in zip(elements, values) { compare(document, element, value) }
  case .object:
    guard let values = value as? [String: Any] else { fatalError("Foundation reads no object") }
    let members = document.members(node)
    // With a name twice, or names that are equal by canonical equivalence or but for a byte order mark,
    // Foundation keeps one.
    let names = Set(members.map { document.string($0.name) })
    guard names.count == members.count, !names.contains(where: { $0.unicodeScalars.contains("\u{FEFF}") })
    else {
      return
    }
    require(members.count == values.count, "Foundation reads another number of members")
    for (name, member) in members {
      guard let value = values[document.string(name)] else { fatalError("Foundation reads no such member") }
      compare(document, member, value)
    }
  case .null: require(value is NSNull, "Foundation reads no null")
  case .true, .false, .number: require(value is NSNumber, "Foundation reads neither number nor truth value")
  }
}
