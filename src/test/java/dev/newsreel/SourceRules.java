package dev.newsreel;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** How long a Java file may be and what must be explained in it; read from its syntax tree. */
final class SourceRules extends TreePathScanner<Void, Void> {

  /** What a rule is about. */
  enum Rule {
    FILE_LENGTH,
    METHOD_LENGTH,
    PARAMETERS,
    JAVADOC,
    UNFINISHED
  }

  /** One place that breaks one rule; the text names file, place and numbers. */
  record Violation(Rule rule, String text) {}

  private static final int MAX_FILE_LINES = 200;
  private static final int MAX_METHOD_LINES = 30;
  private static final int MAX_PARAMETERS = 4;
  private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");

  private final String file;
  private final Trees trees;
  private final CompilationUnitTree unit;
  private final List<Violation> found = new ArrayList<>();

  private SourceRules(String file, Trees trees, CompilationUnitTree unit) {
    this.file = file;
    this.trees = trees;
    this.unit = unit;
  }

  /** What is wrong with a Java source; the name is only used in the texts. */
  static List<Violation> check(String name, String source) throws IOException {
    return check(Map.of(name, source));
  }

  /** What is wrong with Java sources, by their names; all at once, for each compiler costs time. */
  static List<Violation> check(Map<String, String> sources) throws IOException {
    List<Text> inputs =
        sources.entrySet().stream().map(e -> new Text(e.getKey(), e.getValue())).toList();
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, problem -> {}, List.of(), null, inputs);
    List<Violation> all = new ArrayList<>();
    for (CompilationUnitTree unit : task.parse()) {
      String name = unit.getSourceFile().toUri().getPath().substring(1);
      SourceRules rules = new SourceRules(name, Trees.instance(task), unit);
      rules.checkText(sources.get(name));
      rules.scan(unit, null);
      all.addAll(rules.found);
    }
    return all;
  }

  private void checkText(String source) {
    long lines = source.lines().count();
    if (lines > MAX_FILE_LINES) {
      add(Rule.FILE_LENGTH, lines + " lines, at most " + MAX_FILE_LINES);
    }
    UNFINISHED
        .matcher(source)
        .results()
        .forEach(mark -> add(Rule.UNFINISHED, mark.group() + "; finish it or write an issue"));
  }

  @Override
  public Void visitClass(ClassTree type, Void unused) {
    boolean topLevel = getCurrentPath().getParentPath().getLeaf() == unit;
    if (topLevel && trees.getDocComment(getCurrentPath()) == null) {
      add(Rule.JAVADOC, type.getSimpleName() + " has no Javadoc");
    }
    return super.visitClass(type, null);
  }

  @Override
  public Void visitMethod(MethodTree method, Void unused) {
    ClassTree owner = (ClassTree) getCurrentPath().getParentPath().getLeaf();
    String name = owner.getSimpleName() + "." + method.getName();
    long lines = lines(method);
    if (lines > MAX_METHOD_LINES) {
      add(Rule.METHOD_LENGTH, name + " has " + lines + " lines, at most " + MAX_METHOD_LINES);
    }
    boolean constructor = method.getReturnType() == null;
    int parameters = method.getParameters().size();
    boolean record = constructor && owner.getKind() == Tree.Kind.RECORD;
    int most = constructor ? MAX_PARAMETERS + 1 : MAX_PARAMETERS;
    if (parameters > most && !record && !isOverride(method)) {
      add(Rule.PARAMETERS, name + " has " + parameters + " parameters, at most " + most);
    }
    if (!constructor && isPublic(method, owner) && trees.getDocComment(getCurrentPath()) == null) {
      add(Rule.JAVADOC, name + " is public and has no Javadoc");
    }
    return super.visitMethod(method, null);
  }

  private long lines(MethodTree method) {
    SourcePositions positions = trees.getSourcePositions();
    LineMap map = unit.getLineMap();
    long start = map.getLineNumber(positions.getStartPosition(unit, method));
    return map.getLineNumber(positions.getEndPosition(unit, method)) - start + 1;
  }

  /** Whether others can call it and no supertype explains it. */
  private boolean isPublic(MethodTree method, ClassTree owner) {
    Set<Modifier> flags = method.getModifiers().getFlags();
    boolean open =
        owner.getKind() == Tree.Kind.INTERFACE
            ? !flags.contains(Modifier.PRIVATE)
            : flags.contains(Modifier.PUBLIC);
    return open && !isOverride(method) && isPublicClass();
  }

  private static boolean isOverride(MethodTree method) {
    return method.getModifiers().getAnnotations().stream()
        .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
  }

  private boolean isPublicClass() {
    for (Tree tree : getCurrentPath()) {
      if (tree instanceof ClassTree type
          && !type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
        return false;
      }
    }
    return true;
  }

  private void add(Rule rule, String text) {
    found.add(new Violation(rule, file + ": " + text));
  }

  /** A source that is not on disk. */
  private static final class Text extends SimpleJavaFileObject {
    private final String source;

    Text(String name, String source) {
      super(URI.create("string:///" + name), Kind.SOURCE);
      this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }
}
