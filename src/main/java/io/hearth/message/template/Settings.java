package io.hearth.message.template;

import freemarker.core.Environment;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.PlainTextOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateDateModel;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;

/**
 * FreeMarker, hardened: nothing is loaded, only plain values are shown, a missing one is an error. HTML is escaped
 * whatever a template says; plain text has a configuration of its own, since forced escaping refuses formats without
 * markup.
 */
final class Settings {

    private static final Configuration HTML = html();
    private static final Configuration TEXT = text();

    private Settings() {}

    static Template parse(String name, String source, Part.Syntax syntax, Locale language) throws IOException {
        var template = new Template(name, null, new StringReader(source), syntax == Part.Syntax.HTML ? HTML : TEXT);
        template.setLocale(language);
        return template;
    }

    private static Configuration html() {
        var configuration = plain();
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setAutoEscapingPolicy(Configuration.FORCE_AUTO_ESCAPING_POLICY);
        return configuration;
    }

    private static Configuration text() {
        var configuration = plain();
        configuration.setOutputFormat(PlainTextOutputFormat.INSTANCE);
        configuration.setAutoEscapingPolicy(Configuration.ENABLE_IF_DEFAULT_AUTO_ESCAPING_POLICY);
        return configuration;
    }

    private static Configuration plain() {
        var configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        var wrapper = new SimpleObjectWrapper(Configuration.VERSION_2_3_34);
        wrapper.setDefaultDateType(TemplateDateModel.DATETIME);
        wrapper.writeProtect();
        configuration.setObjectWrapper(wrapper);
        configuration.setTagSyntax(Configuration.ANGLE_BRACKET_TAG_SYNTAX);
        configuration.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        configuration.setFallbackOnNullLoopVariable(false);
        configuration.setTemplateLoader(null);
        configuration.setLocalizedLookup(false);
        configuration.setLazyAutoImports(true);
        configuration.setDateTimeFormat("yyyy-MM-dd HH:mm");
        configuration.setDateFormat("yyyy-MM-dd");
        configuration.setTimeFormat("HH:mm");
        configuration.setBooleanFormat("c");
        configuration.setURLEscapingCharset("UTF-8");
        configuration.setAttemptExceptionReporter((exception, environment) -> {});
        return configuration;
    }

    static void useZone(Environment environment, java.time.ZoneId zone) {
        environment.setTimeZone(java.util.TimeZone.getTimeZone(zone));
    }
}
