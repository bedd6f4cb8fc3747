extension PageContent {
  /// Puts a report into words; `drawing` is nil where there is nothing to draw.
  init(_ report: SmallDonorReport, style: String, drawing: ChartDrawer.Drawing?) {
    self.style = style
    committeeName = report.committeeName
    committeeID = report.committeeID
    scope = report.scope
    asOf = PageText.day(report.asOf)
    period = "from \(PageText.day(report.cycleStart)) until the day before \(asOf)"

    let main = report.shares.first { $0.question == .dollarsFromSmallDonors }.map(ShareRow.init)
    let threshold = PageText.dollars(report.ledger.smallThresholdCents)
    headline = main.map { $0.isMeasured ? $0.percent : "No gifts" } ?? ""
    headlineSays =
      main?.isMeasured == true
      ? "of the dollars given in this cycle came from donors who gave \(threshold) or less in all."
      : "There are \(PageText.noGifts)."
    headlineBand = main?.band
    facts = Self.facts(report.ledger)

    switch drawing {
    case .svg(let svg): (chart, chartMissing) = (Self.inlined(svg), "")
    case .missing(let reason): (chart, chartMissing) = ("", reason)
    case nil: (chart, chartMissing) = ("", PageText.noGifts)
    }
    hasChart = !chart.isEmpty
    chartSays = ShareChart(report.shares).description
    shares = report.shares.map(ShareRow.init)

    hasItemised = !report.itemised.isEmpty
    itemised = report.itemised.map(Section.init)
    notBorne = (report.itemised.first?.shares.dropFirst(2) ?? []).map(ShareRow.init)
    notes = Self.notes(report)
    sources = report.sources.map(Self.sourceInWords)
  }

  /// Inside HTML an SVG element needs no name space, and without it the page holds no address.
  static func inlined(_ svg: String) -> String {
    svg.replacing(#/ xmlns(:xlink)?="[^"]*"/#, with: "")
  }

  private static func facts(_ ledger: LedgerFigures) -> [Fact] {
    var facts = [
      Fact(label: "Dollars given", value: PageText.dollars(ledger.giftCents)),
      Fact(label: "Gifts", value: PageText.count(ledger.giftCount)),
      Fact(label: "Donors", value: PageText.count(ledger.merged.donorCount)),
    ]
    if let average = ledger.averageGiftCents {
      facts.append(Fact(label: "Average gift", value: PageText.dollars(average)))
    }
    facts.append(
      Fact(
        label: "Refunds taken off",
        value: "\(PageText.count(ledger.refundCount)), \(PageText.dollars(ledger.refundCents))"))
    if let first = ledger.firstGiftOn, let last = ledger.lastGiftOn {
      facts.append(Fact(label: "First gift", value: PageText.day(first)))
      facts.append(Fact(label: "Last gift", value: PageText.day(last)))
    }
    return facts
  }

  private static func sourceInWords(_ source: DataSource) -> String {
    let rows =
      switch source.target {
      case "contribution": "gifts of the committee’s own ledger"
      case "fec_contribution": "itemised contributions reported to the FEC"
      case "fec_committee": "the FEC’s list of committees"
      default: source.target
      }
    let day = source.knownOn.map { ", known on \(PageText.day($0))" } ?? ""
    return "\(source.source): \(rows); \(PageText.counted(source.batchCount, "file")), "
      + "\(PageText.counted(source.rowCount, "row")) loaded\(day)."
  }
}

extension PageContent.ShareRow {
  init(_ share: Share) {
    number = share.question.rawValue
    name = share.question.name
    definition = share.definition
    threshold = PageText.dollars(share.thresholdCents)
    let isMoney = share.question.unit == .dollars
    let inWords = { isMoney ? PageText.dollars($0) : PageText.count($0) }
    switch share.figure {
    case .measured(let ratio, let least, let most):
      isMeasured = true
      percent = ratio.percent
      band = least.percent == most.percent ? nil : "between \(least.percent) and \(most.percent)"
      numerator = inWords(ratio.numerator)
      denominator = inWords(ratio.denominator)
      reason = ""
    case .noGifts, .notComputable:
      isMeasured = false
      (percent, band, numerator, denominator) = ("", nil, "", "")
      if case .notComputable(let why) = share.figure {
        reason = "Not computable from this file. \(why)"
      } else {
        reason = PageText.noGifts
      }
    }
  }
}

extension PageContent.Section {
  init(_ section: ItemisedSection) {
    let figures = section.figures
    committeeID = figures.committee
    name = figures.name ?? ""
    itemisedScope = section.scope
    rowsInWords = Self.rows(figures)
    shares = section.shares.prefix(2).map(PageContent.ShareRow.init)
  }

  private static func rows(_ figures: ItemisedFigures) -> String {
    var text = "\(PageText.counted(figures.rowCount, "row"))"
    if let first = figures.firstGiftOn, let last = figures.lastGiftOn {
      text += ", gifts from \(PageText.day(first)) to \(PageText.day(last))"
    }
    return text
      + ": \(PageText.counted(figures.giftCount, "gift")) of \(PageText.dollars(figures.giftCents)), "
      + "\(PageText.counted(figures.refundCount, "refund")) of "
      + "\(PageText.dollars(figures.refundCents)), net \(PageText.dollars(figures.netCents)). "
      + "Left out: \(PageText.counted(figures.memoCount, "memo row")), "
      + "\(PageText.counted(figures.otherCount, "other row")). "
      + "Without a day, but counted: \(PageText.count(figures.noDayCount))."
  }
}
