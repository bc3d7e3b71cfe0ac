package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.reconlink.TestKeys;

/** A study of two participants that runs without a finding: T1 reoffends in the window, T2 does not. */
public final class TinyStudy {
    private TinyStudy() {}

    /** Writes inputs and protocol and returns the protocol. */
    public static Path write(Path folder) throws IOException {
        Files.writeString(folder.resolve("participants.csv"), """
                Study no,Surname,First name,DOB,PNC,Index code,Index date,Released
                T1,Rowe,Kim,1980-02-03,91/10V,OF61016,2010-03-01,2014-01-10
                T2,Okafor,Sam,1985-07-09,85/4321P,SX03001,2009-05-05,2014-02-11
                """);
        Files.writeString(folder.resolve("convictions.csv"), """
                PNC,Surname,First name,DOB,Code,Offence date,Convicted,Adjudication,Disposal
                91/10V,Rowe,Kim,1980-02-03,OF61016,2009-11-01,2010-03-01,GUILTY,1002
                91/10V,Rowe,Kim,1980-02-03,TH68010,2014-06-01,2014-08-01,GUILTY,1015
                85/4321P,Okafor,Sam,1985-07-09,SX03001,2008-12-24,2009-05-05,GUILTY,1002
                79/900E,Lund,Ada,1962-01-01,TH68010,2014-06-01,2014-08-01,GUILTY,1015
                """);
        TestKeys.write(folder.resolve("key.txt"));
        return Files.writeString(folder.resolve("study.yml"), """
                study:
                  id: tiny
                  title: Two people
                  data cut: 2020-12-31
                participants:
                  file: participants.csv
                  columns:
                    participant id: Study no
                    surname: Surname
                    forename: First name
                    date of birth: DOB
                    pnc id: PNC
                    index offence: Index code
                    index conviction date: Index date
                    release date: Released
                convictions:
                  files: convictions.csv
                  columns:
                    pnc id: PNC
                    surname: Surname
                    forename: First name
                    date of birth: DOB
                    offence code: Code
                    offence start date: Offence date
                    conviction date: Convicted
                    adjudication: Adjudication
                    disposal code: Disposal
                linkage:
                  block on:
                    - [pnc id]
                    - [surname, date of birth]
                  compare: [name, date of birth, pnc id, index conviction date]
                outcome:
                  windows:
                    year: { from: release date, months: 12 }
                publish:
                  key file: key.txt
                  dates: as they are
                """);
    }
}
