// Keeps each event of a feed once, in order, in a file: offset, sequence, JSON. Usage: feed_consumer BROKERS TOPIC FILE
// What it did and how far it came are one write, so that it may die at any moment: a line that was cut is done again.
#include <librdkafka/rdkafkacpp.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

std::string Header(RdKafka::Message& record, const std::string& name) {
  const auto found = record.headers()->get_last(name);
  return found.err() ? "" : std::string(static_cast<const char*>(found.value()), found.value_size());
}

int main(int, char** words) {
  std::string problem, last, line;
  std::int64_t offset = -1;
  std::uintmax_t whole = 0;
  for (std::ifstream kept(words[3]); std::getline(kept, line) && !kept.eof(); whole += line.size() + 1) {
    const auto space = line.find(' ');
    offset = std::stoll(line);
    last = line.substr(space + 1, line.find(' ', space + 1) - space - 1);
  }
  if (std::filesystem::exists(words[3])) std::filesystem::resize_file(words[3], whole);
  std::ofstream kept(words[3], std::ios::app);
  const std::unique_ptr<RdKafka::Conf> conf(RdKafka::Conf::create(RdKafka::Conf::CONF_GLOBAL));
  conf->set("bootstrap.servers", words[1], problem);
  conf->set("group.id", "none", problem);
  conf->set("enable.auto.commit", "false", problem);
  const std::unique_ptr<RdKafka::KafkaConsumer> consumer(RdKafka::KafkaConsumer::create(conf.get(), problem));
  const std::unique_ptr<RdKafka::TopicPartition> feed(RdKafka::TopicPartition::create(words[2], 0, offset + 1));
  consumer->assign({feed.get()});
  while (true) {
    const std::unique_ptr<RdKafka::Message> record(consumer->consume(1000));
    if (record->err() != RdKafka::ERR_NO_ERROR) continue;
    const std::string sequence = Header(*record, "ce_sequence");
    if (sequence <= last) continue;  // sent twice
    if (!last.empty() && Header(*record, "ce_previous") != last) return std::cerr << "records are missing\n", 1;
    last = sequence;
    kept << std::to_string(record->offset()) + ' ' + last + ' ' +
                std::string(static_cast<const char*>(record->payload()), record->len()) + '\n'
         << std::flush;
  }
}
