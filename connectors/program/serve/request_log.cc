#include "connectors/program/serve/request_log.h"

#include "connectors/cli/json_form.h"

#include <cerrno>
#include <cstring>

namespace fascicolo::program {

Result<std::unique_ptr<RequestLog>> RequestLog::To(const std::string& file) {
  auto log = std::make_unique<RequestLog>();
  log->is_stderr_ = file == "-";
  if (log->is_stderr_) return log;
  log->file_.reset(std::fopen(file.c_str(), "ae"));
  if (log->file_ == nullptr) return Failure{FailureCode::kIo, file + ": " + std::strerror(errno)};
  return log;
}

void RequestLog::Write(const LoggedRequest& request) {
  std::FILE* file = is_stderr_ ? stderr : file_.get();
  if (file == nullptr) return;
  const std::string line = events::json::PrintJson(cli::Object()
                                                       .Add("at", request.at)
                                                       .Add("trace", request.trace)
                                                       .Add("method", request.method)
                                                       .Add("route", request.route)
                                                       .Add("status", request.status)
                                                       .Add("micros", request.took.count())
                                                       .Add("bytes", request.bytes)
                                                       .Done()) +
                           "\n";
  const std::lock_guard lock(mutex_);
  std::fwrite(line.data(), 1, line.size(), file);
  std::fflush(file);
}

}  // namespace fascicolo::program
