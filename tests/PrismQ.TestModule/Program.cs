// A program for tests to run: PrismQ.TestModule <verb> <arguments>. See Verbs.
return PrismQ.TestModule.Verbs.Run(args);
