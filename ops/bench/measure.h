// What every measurement needs: time, percentiles, memory, and a row of the result file.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace fascicolo::bench {

/// One figure. `against` names the ground it is compared with in the same run; `ratio` = value / ground.
struct Row {
  std::string name;
  double value = 0;
  std::string unit;
  std::string against;
  double ratio = 0;
  std::string settings;
};

/// Runs `work` and returns the seconds it took.
double Seconds(const std::function<void()>& work);

/// Durations of single operations, in microseconds.
class Durations {
 public:
  void Add(double micros) { all_.push_back(micros); }
  /// `share` 0.5 is the median.
  [[nodiscard]] double At(double share) const;

 private:
  std::vector<double> all_;
};

/// The largest resident size of this process so far, in MiB; since the last ForgetPeakMemory if there was one.
double PeakMemoryMiB();
void ForgetPeakMemory();
/// Its resident size now, in MiB.
double ResidentMiB();

/// Prints the rows and writes {machine, date, rows} to `file`.
void Report(const std::string& file, const std::vector<Row>& rows);

}  // namespace fascicolo::bench
