/// A request as JSON-RPC 2.0 has it, not yet checked for its method.
struct Request {
  /// Why a value is not a request; `id` is the node of its id where one can be read.
  struct Refusal: Error {
    var id: Int?
    var error: ProtocolError

    init(_ message: String, id: Int? = nil) {
      self.id = id
      error = ProtocolError(.notRequest, message)
    }
  }

  private let document: JSONDocument
  private let method: Int
  /// The node of the id; nil for a notification.
  let id: Int?
  /// The node of the params, where they are neither absent nor null.
  private let params: Int?

  init(_ document: JSONDocument, _ node: Int) throws(Refusal) {
    guard document.kind(node) == .object else { throw Refusal("not a request: must be an object") }
    self.document = document
    switch document.member("id", of: node) {
    case .absent: id = nil
    case .ambiguous: throw Refusal("not a request: id is given more than once")
    case .at(let value):
      guard document.kind(value) == .string || document.isInteger(value) else {
        throw Refusal("not a request: id must be a string or an integer")
      }
      id = value
    }
    guard case .at(let jsonrpc) = document.member("jsonrpc", of: node), document.isString(jsonrpc, "2.0")
    else {
      throw Refusal("not a request: jsonrpc must be \"2.0\"", id: id)
    }
    guard case .at(let method) = document.member("method", of: node), document.kind(method) == .string else {
      throw Refusal("not a request: method must be a string", id: id)
    }
    self.method = method
    switch document.member("params", of: node) {
    case .absent: params = nil
    case .ambiguous: throw Refusal("not a request: params is given more than once", id: id)
    case .at(let value): params = document.kind(value) == .null ? nil : value
    }
  }

  func isMethod(_ name: StaticString) -> Bool { document.isString(method, name) }

  /// The parameters, which must be an object.
  var parameters: Parameters {
    get throws(ProtocolError) {
      if let params, document.kind(params) != .object {
        throw ProtocolError(.wrongParameters, "params: must be an object")
      }
      return Parameters(document: document, node: params)
    }
  }
}
