/// Why a request gets no result: what stands in the `error` of its reply.
struct ProtocolError: Error, Equatable {
  /// The codes of the contract.
  enum Code: Int, CaseIterable {
    case notJSON = -32700
    case notRequest = -32600
    case noSuchMethod = -32601
    case wrongParameters = -32602
    case fault = -32603
    case overloaded = -32000
    case tooLong = -32001
    case notAuthorised = -32002
    case shuttingDown = -32003
    case filesHaveErrors = -32004
  }

  /// What a program can use beside the message.
  enum Detail: Equatable {
    case none
    case retryAfter(milliseconds: Int)
    case errors([String])
  }

  var code: Code
  var message: String
  var detail = Detail.none

  init(_ code: Code, _ message: String, _ detail: Detail = .none) {
    self.code = code
    self.message = message
    self.detail = detail
  }

  static func parameter(_ name: StaticString, _ message: String) -> ProtocolError {
    ProtocolError(.wrongParameters, "\(name): \(message)")
  }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.name("code")
      writer.integer(code.rawValue)
      writer.member("message", message)
      switch detail {
      case .none: break
      case .retryAfter(let milliseconds):
        writer.name("data")
        writer.object { $0.member("retry_after_ms", milliseconds) }
      case .errors(let errors):
        writer.name("data")
        writer.object { writer in
          writer.name("errors")
          writer.array { for error in errors { $0.string(error) } }
        }
      }
    }
  }
}
