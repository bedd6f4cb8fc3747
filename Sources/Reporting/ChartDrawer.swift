import Foundation

/// Draws Vega-Lite specifications to SVG by `vl-convert`, in a Python beside the program.
///
/// Nothing is fetched: a specification must carry its data, and an address for data is refused.
public struct ChartDrawer: Sendable {
  /// A chart, or why there is none.
  public enum Drawing: Equatable, Sendable {
    /// The text of an SVG element.
    case svg(String)
    /// No chart, for a reason with its next step, in one sentence.
    case missing(reason: String)
  }

  private let python: String?

  /// Makes a drawer that runs the Python at a path; nil draws nothing and says why.
  public init(python: String?) {
    self.python = python
  }

  /// The drawer of this installation.
  public static var installed: ChartDrawer {
    ChartDrawer(
      python: findPython(
        environment: ProcessInfo.processInfo.environment,
        executable: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
          ?? CommandLine.arguments[0]))
  }

  /// The Python to draw with: `GROUNDSWELL_PYTHON`, else `.venv/bin/python` in the folder of the
  /// executable or the nearest folder above that has one.
  public static func findPython(environment: [String: String], executable: String) -> String? {
    let files = FileManager.default
    if let named = environment["GROUNDSWELL_PYTHON"], !named.isEmpty {
      return files.isExecutableFile(atPath: named) ? named : nil
    }
    var folder = URL(fileURLWithPath: executable).resolvingSymlinksInPath()
    while folder.pathComponents.count > 1 {
      folder.deleteLastPathComponent()
      let python = folder.appendingPathComponent(".venv/bin/python").path
      if files.isExecutableFile(atPath: python) { return python }
    }
    return nil
  }

  /// Draws a specification; waits for at most a minute.
  public func draw(_ specification: String) -> Drawing {
    guard let python else { return .missing(reason: Self.setUp) }
    // A file instead of a pipe: a Python that dies early then costs no SIGPIPE.
    guard let input = tmpfile() else { return .missing(reason: Self.failed) }
    defer { fclose(input) }
    let text = Array(specification.utf8)
    guard fwrite(text, 1, text.count, input) == text.count, fflush(input) == 0 else {
      return .missing(reason: Self.failed)
    }
    rewind(input)

    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-I", "-c", Self.program]
    process.standardInput = FileHandle(fileDescriptor: fileno(input), closeOnDealloc: false)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil,
      let drawing = try? output.fileHandleForReading.readToEnd() ?? Data()
    else { return .missing(reason: Self.failed) }
    process.waitUntilExit()
    let isDone = process.terminationReason == .exit && process.terminationStatus == 0
    if process.terminationStatus == Self.notInstalled { return .missing(reason: Self.setUp) }
    let svg = String(decoding: drawing, as: UTF8.self)
    return isDone && svg.hasPrefix("<svg") ? .svg(svg) : .missing(reason: Self.failed)
  }

  private static let notInstalled: Int32 = 3
  // -I keeps modules of the current folder out; the alarm ends a drawing that hangs.
  private static let program = """
    import signal, sys
    signal.alarm(60)
    try:
        import vl_convert
    except ImportError:
        sys.exit(\(notInstalled))
    svg = vl_convert.vegalite_to_svg(sys.stdin.buffer.read().decode(), allowed_base_urls=[])
    sys.stdout.buffer.write(svg.encode())
    """
  private static let setUp = "drawing needs Python with vl-convert; Scripts/setup makes it"
  private static let failed =
    "vl-convert could not draw it; check the chart’s specification, or run Scripts/setup again"
}
