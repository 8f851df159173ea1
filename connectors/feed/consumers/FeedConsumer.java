// Keeps each event of a feed once, in order, in a file: offset, sequence, JSON.
// Usage: java -cp 'kafka-clients.jar:slf4j-api.jar' FeedConsumer.java BROKERS TOPIC FILE
// What it did and how far it came are one write, so that it may die at any moment: a line that was cut is done again.
import java.io.RandomAccessFile;
import java.time.Duration;
import java.util.*;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

public class FeedConsumer {
  static String header(ConsumerRecord<String, String> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value());
  }

  public static void main(String[] words) throws Exception {
    var kept = new RandomAccessFile(words[2], "rwd");
    var bytes = new byte[(int) kept.length()];
    kept.readFully(bytes);
    var text = new String(bytes, "UTF-8");
    var lines = text.substring(0, text.lastIndexOf('\n') + 1);
    kept.setLength(lines.getBytes("UTF-8").length);
    kept.seek(kept.length());
    var line = lines.substring(lines.lastIndexOf('\n', lines.length() - 2) + 1);
    var known = line.isEmpty() ? new String[] {"-1", ""} : line.split(" ", 3);
    var last = known[1];
    var feed = new TopicPartition(words[1], 0);
    Map<String, Object> settings =
        Map.of("bootstrap.servers", words[0], "enable.auto.commit", "false", "auto.offset.reset", "earliest");
    try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(feed));
      consumer.seek(feed, Long.parseLong(known[0]) + 1);
      while (true) {
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          var sequence = header(record, "ce_sequence");
          if (sequence.compareTo(last) <= 0) continue; // sent twice
          if (!last.isEmpty() && !header(record, "ce_previous").equals(last)) throw new Exception("records are missing");
          last = sequence;
          kept.write((record.offset() + " " + last + " " + record.value() + "\n").getBytes("UTF-8"));
        }
      }
    }
  }
}
