import Testing

@testable import Modeling

/// What tables of counts give away by their sums.
@Suite struct SuppressedTableTests {
  /// The table with its sums.
  private func summed(_ counts: [[Int]]) -> [[Int]] {
    let rows = counts.map { $0 + [$0.reduce(0, +)] }
    return rows + [rows[0].indices.map { column in rows.reduce(0) { $0 + $1[column] } }]
  }

  /// The cells that the lines of a table fix, by Gauss and Jordan: a variable is fixed where its
  /// equation has no other left.
  private func fixed(_ cells: [[Int?]]) -> Set<[Int]> {
    var variables: [[Int]: Int] = [:]
    for (row, line) in cells.enumerated() {
      for (column, cell) in line.enumerated() where cell == nil {
        variables[[row, column]] = variables.count
      }
    }
    let (lastRow, lastColumn) = (cells.count - 1, cells[0].count - 1)
    let lines =
      cells.indices.map { row in
        cells[row].indices.map { (place: [row, $0], isSum: $0 == lastColumn) }
      }
      + cells[0].indices.map { column in
        cells.indices.map { (place: [$0, column], isSum: $0 == lastRow) }
      }
    var matrix = lines.map { line in
      var equation = [Double](repeating: 0, count: variables.count)
      for (place, isSum) in line {
        if let variable = variables[place] { equation[variable] = isSum ? -1 : 1 }
      }
      return equation
    }
    var top = 0
    for variable in 0..<variables.count {
      guard let pivot = (top..<matrix.count).first(where: { abs(matrix[$0][variable]) > 1e-9 })
      else { continue }
      matrix.swapAt(top, pivot)
      let factor = matrix[top][variable]
      for place in matrix[top].indices { matrix[top][place] /= factor }
      for row in matrix.indices where row != top && abs(matrix[row][variable]) > 1e-9 {
        let multiple = matrix[row][variable]
        for place in matrix[row].indices { matrix[row][place] -= multiple * matrix[top][place] }
      }
      top += 1
    }
    let alone = matrix.compactMap { row -> Int? in
      let places = row.indices.filter { abs(row[$0]) > 1e-9 }
      return places.count == 1 ? places[0] : nil
    }
    return Set(variables.filter { alone.contains($0.value) }.keys)
  }

  /// The most that each cell left out can be, by narrowing line after line; no count is below 0.
  private func most(_ cells: [[Int?]]) -> [[Int]] {
    var low = cells.map { $0.map { $0 ?? 0 } }
    var high = cells.map { $0.map { $0 ?? 1_000_000 } }
    let (lastRow, lastColumn) = (cells.count - 1, cells[0].count - 1)
    let lines =
      cells.indices.map { row in (0..<lastColumn).map { (row, $0) } + [(row, lastColumn)] }
      + cells[0].indices.map { column in (0..<lastRow).map { ($0, column) } + [(lastRow, column)] }
    for _ in 0..<200 {
      for line in lines {
        let (sum, parts) = (line[line.count - 1], line.dropLast())
        let least = parts.reduce(0) { $0 + low[$1.0][$1.1] }
        let greatest = parts.reduce(0) { $0 + high[$1.0][$1.1] }
        low[sum.0][sum.1] = max(low[sum.0][sum.1], least)
        high[sum.0][sum.1] = min(high[sum.0][sum.1], greatest)
        for part in parts {
          let (own, ownHigh) = (low[part.0][part.1], high[part.0][part.1])
          low[part.0][part.1] = max(own, low[sum.0][sum.1] - (greatest - ownHigh))
          high[part.0][part.1] = min(ownHigh, high[sum.0][sum.1] - (least - own))
        }
      }
    }
    return high
  }

  private func drawn(_ seed: UInt64) -> [[Int]] {
    var random = SplitMix64(seed: seed)
    let (rows, columns) = (2 + Int(random.next() % 5), 2 + Int(random.next() % 5))
    return (0..<rows).map { _ in
      (0..<columns).map { _ in
        // A third small, the rest of any size.
        random.next() % 3 == 0 ? Int(random.next() % 10) : 10 + Int(random.next() % 90)
      }
    }
  }

  @Test(arguments: 1...200)
  func `no small count can be had from the sums, nor be told to be small`(_ seed: UInt64) throws {
    let counts = drawn(seed)
    let table = SuppressedTable(counts)
    let values = summed(counts)
    let fixed = fixed(table.cells)
    let most = most(table.cells)
    for (row, line) in values.enumerated() {
      for (column, value) in line.enumerated() {
        let cell = table.cells[row][column]
        #expect(cell == nil || cell == value)
        guard value < 10 else { continue }
        #expect(cell == nil)
        #expect(!fixed.contains([row, column]), "\(row), \(column) follows from the sums")
        #expect(most[row][column] >= 10, "\(row), \(column) can't be 10")
      }
    }
  }

  @Test func `the solver sees a count that its row gives away`() {
    let cells: [[Int?]] = [[nil, 20, 25], [30, 40, 70], [35, 60, 95]]
    #expect(fixed(cells) == [[0, 0]])
    let open: [[Int?]] = [[nil, nil, 27], [nil, nil, 68], [35, 60, 95]]
    #expect(most(open)[0][0] == 27 && fixed(open) == [])
  }

  @Test func `a table without small counts stays whole`() {
    #expect(
      SuppressedTable([[10, 20], [30, 40]]).cells == [[10, 20, 30], [30, 40, 70], [40, 60, 100]])
  }

  @Test func `the cheapest rectangle is left out`() {
    // 3 needs a cell of its row and one of its column with 7 or more to give, and their corner.
    let cells = SuppressedTable([[3, 50, 60], [70, 12, 90], [11, 13, 95]]).cells
    #expect(cells.flatMap { $0 }.count { $0 == nil } == 4)
    #expect(cells[0][0] == nil && cells[2][0] == nil && cells[0][1] == nil && cells[2][1] == nil)
  }

  @Test func `a table of small counts alone tells nothing`() {
    #expect(SuppressedTable([[1, 2], [3, 0]]).cells.flatMap { $0 }.allSatisfy { $0 == nil })
    #expect(SuppressedTable([]).cells.flatMap { $0 }.allSatisfy { $0 == nil })
  }

  @Test func `the order of rows and columns is no matter for whether counts are safe`() {
    let counts = drawn(7)
    let table = SuppressedTable(counts.reversed().map { $0.reversed() })
    #expect(fixed(table.cells).isEmpty)
  }
}
