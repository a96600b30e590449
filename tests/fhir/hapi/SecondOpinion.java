// What HAPI's validator has against resources of R4: each file named is one. Its messages stand in
// the output, those that are errors in the exit status.

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

public class SecondOpinion {
    public static void main(String[] files) throws Exception {
        FhirContext context = FhirContext.forR4();
        FhirInstanceValidator instances = new FhirInstanceValidator(new ValidationSupportChain(
            new DefaultProfileValidationSupport(context),
            new InMemoryTerminologyServerValidationSupport(context),
            new CommonCodeSystemsTerminologyService(context)));
        // Code systems of others are not here: what they hold is another question.
        instances.setNoTerminologyChecks(true);
        var validator = context.newValidator().registerValidatorModule(instances);
        int errors = 0;
        for (String file : files) {
            var result = validator.validateWithResult(Files.readString(Path.of(file)));
            for (SingleValidationMessage each : result.getMessages()) {
                boolean isError = each.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal();
                if (isError) ++errors;
                if (each.getSeverity() != ResultSeverityEnum.INFORMATION) {
                    System.out.println(file + ": " + each.getSeverity() + " at "
                        + each.getLocationString() + ": " + each.getMessage());
                }
            }
        }
        System.out.println(files.length + " resources, " + errors + " errors");
        System.exit(errors == 0 ? 0 : 1);
    }
}
