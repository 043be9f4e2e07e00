import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.SimpleDateFormat;
import java.util.List;

/** HeidelTime over texts in one process: bench/run_resolvers. Arguments: config.props, a folder with NAME.txt, and a file with "NAME DATE" lines; writes NAME.tml beside. */
public class HeidelTimePeer {
  public static void main(String[] arguments) throws Exception {
    HeidelTimeStandalone tagger = new HeidelTimeStandalone(Language.ENGLISH, DocumentType.NEWS, OutputType.TIMEML, arguments[0], POSTagger.TREETAGGER, true);
    SimpleDateFormat day = new SimpleDateFormat("yyyy-MM-dd");
    List<String> documents = Files.readAllLines(Path.of(arguments[2]));
    for (String line : documents) {
      String[] parts = line.split(" ");
      Path text = Path.of(arguments[1], parts[0] + ".txt");
      Files.writeString(Path.of(arguments[1], parts[0] + ".tml"), tagger.process(Files.readString(text), day.parse(parts[1])));
    }
  }
}
