#include "connectors/program/statistics/publishing.h"

#include "connectors/program/statistics/figure_forms.h"
#include "engine/families/limits.h"
#include "engine/families/ranking_lines.h"

namespace fascicolo::program {

Result<schema::PublishFiguresT> FiguresToPublish(Session& session, Node& node, const projections::FigureQuery& query,
                                                 Position last, EntityId former) {
  Counted counted(session, node);
  if (Status done = counted.Follow(last); !done) return Status(done).error();
  const std::string* told = counted.ResultOf(former);
  if (!former.is_zero() && told == nullptr) {
    return Failure{FailureCode::kNotFound, kResultNotKept};
  }
  const auto table = TableOf(counted.careers(), query, told);
  if (!table) return table.error();
  if (const auto breaches = table->Breaches(); !breaches.empty()) {
    return Failure{FailureCode::kDamaged, "the figures contradict each other: " + breaches.front()};
  }
  schema::PublishFiguresT publish;
  publish.query = query.Text();
  publish.from = query.from.days;
  publish.until = query.until.days;
  publish.as_of = last.value;
  std::string result = ResultText(*table, query);
  publish.digest = engine::RefOf(events::Sha256({events::AsBytes(std::string_view(result))}));
  if (result.size() <= engine::kMaxFiguresBytes) publish.result = std::move(result);
  return publish;
}

}  // namespace fascicolo::program
