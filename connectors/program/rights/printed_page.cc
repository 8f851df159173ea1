#include "connectors/program/rights/printed_page.h"

namespace fascicolo::program {
namespace {

constexpr std::string_view kStyle =
    "body{font:11pt/1.4 serif;max-width:60em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;width:100%;margin:.5em 0 1.5em}"
    "th,td{border:1px solid #777;padding:.2em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
    "th{background:#eee}.en{color:#444;font-style:italic}tr,h2{break-inside:avoid}h2{break-after:avoid}"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:6pt}"
    "@media print{body{margin:0;max-width:none;font-size:9pt}}";

std::string Spans(const BothTexts& text) {
  if (text.italian == text.english) return EscapedForHtml(text.italian);
  return EscapedForHtml(text.italian) + " <span class=\"en\" lang=\"en\">" + EscapedForHtml(text.english) + "</span>";
}

}  // namespace

std::string EscapedForHtml(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

BothTexts BothLabels(std::string_view key) {
  return {std::string(cli::LabelOf(cli::Language::kItalian, key)),
          std::string(cli::LabelOf(cli::Language::kEnglish, key))};
}

BothTexts BothLabels(std::string_view group, std::string_view code) {
  return {std::string(cli::LabelOf(cli::Language::kItalian, group, code)),
          std::string(cli::LabelOf(cli::Language::kEnglish, group, code))};
}

PrintedPage::PrintedPage(const BothTexts& title) {
  html_ = "<!DOCTYPE html>\n<html lang=\"it\"><head><meta charset=\"utf-8\"><title>" + EscapedForHtml(title.italian) +
          "</title><style>" + std::string(kStyle) + "</style></head><body>\n";
  Element("h1", title);
}

void PrintedPage::Element(std::string_view tag, const BothTexts& text) {
  html_ += "<" + std::string(tag) + ">" + Spans(text) + "</" + std::string(tag) + ">\n";
}

void PrintedPage::Heading(const BothTexts& text) { Element("h2", text); }
void PrintedPage::Paragraph(const BothTexts& text) { Element("p", text); }

void PrintedPage::Table(const std::vector<BothTexts>& columns, const std::vector<std::vector<BothTexts>>& rows) {
  html_ += "<table>\n<thead><tr>";
  for (const BothTexts& column : columns) html_ += "<th>" + Spans(column) + "</th>";
  html_ += "</tr></thead>\n<tbody>\n";
  for (const auto& row : rows) {
    html_ += "<tr>";
    for (const BothTexts& cell : row) html_ += "<td>" + Spans(cell) + "</td>";
    html_ += "</tr>\n";
  }
  html_ += "</tbody></table>\n";
}

void PrintedPage::Verbatim(std::string_view text) { html_ += "<pre>\n" + EscapedForHtml(text) + "</pre>\n"; }

std::string PrintedPage::Done() { return std::move(html_) + "</body></html>\n"; }

}  // namespace fascicolo::program
